"use strict";
// The papers that were starred in this browser, newest day first.
(function () {
  var marks = paperbeam.marks();
  var results = document.getElementById("results");
  var status = document.getElementById("status");
  var papers = Object.keys(marks)
    .filter(function (id) { return marks[id].star && /^[\w.\/-]+$/.test(id); })
    .map(function (id) { return Object.assign({}, marks[id], { id: id }); })
    .sort(function (a, b) { return a.date < b.date ? 1 : a.date > b.date ? -1 : a.id < b.id ? -1 : 1; });

  function cell(parent, tag, name, text) {
    var e = document.createElement(tag);
    e.className = name;
    e.textContent = text;
    parent.append(e);
    return e;
  }

  papers.forEach(function (p) {
    var li = document.createElement("li");
    var a = cell(li, "a", "title", p.title);
    a.href = (/^\d{4}-\d\d-\d\d$/.test(p.date) ? "../" + p.date + "/index.html#p" : "https://arxiv.org/abs/") + p.id;
    cell(li, "span", "meta", p.authors.replace(/ and /g, ", "));
    cell(li, "span", "meta", p.date);
    var remove = cell(li, "button", "", "Remove star");
    remove.type = "button";
    remove.addEventListener("click", function () {
      var now = paperbeam.marks();
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
    });
    results.append(li);
  });

  function count() {
    document.getElementById("save").hidden = !papers.length;
    if (papers.length) {
      status.textContent = papers.length + (papers.length === 1 ? " paper" : " papers") + ", kept in this browser only.";
    } else {
      status.textContent = "Nothing starred yet. On a day's page, press s on a paper.";
    }
  }

  document.getElementById("export-list").addEventListener("click", function () { paperbeam.saveList(papers); });
  document.getElementById("export-bibtex").addEventListener("click", function () { paperbeam.saveBibtex(papers); });
  count();
})();
