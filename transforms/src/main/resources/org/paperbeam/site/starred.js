"use strict";
// The papers that were starred in this browser, newest day first.
(function () {
  var results = document.getElementById("results");
  var status = document.getElementById("status");
  var papers = [];

  function starred() {
    var marks = paperbeam.marks();
    return Object.keys(marks)
      .filter(function (id) { return marks[id].star && /^[\w.\/-]+$/.test(id); })
      .map(function (id) {
        var p = { id: id };
        ["title", "plain", "authors", "date", "categories"].forEach(function (key) {
          p[key] = typeof marks[id][key] === "string" ? marks[id][key] : "";
        });
        return p;
      })
      .sort(function (a, b) { return a.date < b.date ? 1 : a.date > b.date ? -1 : a.id < b.id ? -1 : 1; });
  }

  function cell(parent, tag, name, text) {
    var e = document.createElement(tag);
    e.className = name;
    e.textContent = text;
    parent.append(e);
    return e;
  }

  function remove(p, li) {
    var now = paperbeam.marks();
    var next = li.nextElementSibling || li.previousElementSibling;
    if (now[p.id]) {
      delete now[p.id].star;
      if (!now[p.id].read) {
        delete now[p.id];
      }
      paperbeam.keep(now);
    }
    papers.splice(papers.indexOf(p), 1);
    li.remove();
    count();
    if (next) {
      next.querySelector("button").focus();
    }
  }

  function row(p) {
    var li = document.createElement("li");
    var a = cell(li, "a", "title", "");
    a.href = (/^\d{4}-\d\d-\d\d$/.test(p.date) ? "../" + p.date + "/index.html#p" : "https://arxiv.org/abs/") + p.id;
    paperbeam.fill(a, p.plain || p.title || p.id, function (e, text) { e.append(text); });
    cell(li, "span", "meta", paperbeam.authors(p));
    var meta = cell(li, "span", "meta", [paperbeam.day(p.date), p.categories, ""].filter(Boolean).join(" · ") + " · ");
    cell(meta, "a", "", "arXiv:" + p.id).href = "https://arxiv.org/abs/" + p.id;
    var b = cell(li, "button", "", "Remove star");
    b.type = "button";
    b.setAttribute("aria-label", "Remove star: " + (p.plain || p.title || p.id));
    b.addEventListener("click", function () { remove(p, li); });
    results.append(li);
  }

  function count() {
    document.getElementById("save").hidden = !papers.length;
    status.textContent = papers.length
      ? papers.length + (papers.length === 1 ? " paper" : " papers") + ", kept in this browser only. Save them to take them with you."
      : "Nothing starred yet. On a day's page, choose Star below a paper, or press s on it. Stars are kept in this browser only.";
  }

  function show() {
    papers = starred();
    results.replaceChildren();
    papers.forEach(row);
    count();
  }

  paperbeam.onSave(function () { return papers; });
  paperbeam.onMarks(show);
  show();
})();
