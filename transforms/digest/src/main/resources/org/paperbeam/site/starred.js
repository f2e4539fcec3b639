"use strict";
// The papers that were starred, newest day first; and all marks, which travel as a file and as a link.
(function () {
  var results = document.getElementById("results");
  var status = document.getElementById("status");
  var told = document.getElementById("marks-status");
  var file = document.getElementById("marks-file");
  var link = document.getElementById("marks-link");
  var offer = document.getElementById("offer");
  // A file of twenty thousand marks is smaller than this.
  var LARGEST = 30e6;
  var papers = [];
  var brought = {};

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

  function row(p) {
    var li = document.createElement("li");
    var dated = /^\d{4}-\d\d-\d\d$/.test(p.date);
    li.dataset.id = p.id;
    li.dataset.date = dated ? p.date : "unknown";
    var a = cell(li, "a", "title", "");
    a.href = (dated ? "../" + p.date + "/index.html#p" : "https://arxiv.org/abs/") + p.id;
    paperbeam.fill(a, p.plain || p.title || p.id, function (e, text) { e.append(text); });
    cell(li, "span", "meta", paperbeam.authors(p));
    var meta = cell(li, "span", "meta", [paperbeam.day(p.date), p.categories, ""].filter(Boolean).join(" · ") + " · ");
    cell(meta, "a", "", "arXiv:" + p.id).href = "https://arxiv.org/abs/" + p.id;
    results.append(li);
  }

  function times(n, one, many) { return n + " " + (n === 1 ? one : many); }

  function count() {
    var all = Object.values(paperbeam.marks());
    function of(kind) { return all.filter(function (m) { return m[kind]; }).length; }
    document.getElementById("save").hidden = !papers.length;
    document.getElementById("marks-save").hidden = !all.length;
    var where = document.documentElement.dataset.marks
      ? "paperbeam serve keeps them in marks.json of the output folder, for every browser that it serves."
      : "They are kept in this browser only: a file or a link takes them to another one.";
    status.textContent = papers.length
      ? times(papers.length, "paper", "papers") + ", newest day first."
      : "Nothing starred yet. Choose Star at a paper on any page, or press s on it.";
    document.getElementById("marks-count").textContent =
      of("star") + " starred, " + of("read") + " read, " + of("dislike") + " not for you. " + where;
  }

  function show() {
    papers = starred();
    results.replaceChildren();
    papers.forEach(row);
    count();
    paperbeam.decorate();
  }

  results.addEventListener("marked", function (e) {
    var li = e.target;
    var left = starred();
    if (left.length < papers.length) {
      var next = li.nextElementSibling || li.previousElementSibling;
      li.remove();
      if (next) {
        next.querySelector("button, a").focus();
      }
    }
    papers = left;
    count();
  });

  function takeFile() {
    var chosen = file.files[0];
    if (!chosen) {
      return;
    }
    (chosen.size > LARGEST ? Promise.reject(new Error("too large")) : chosen.text()).then(function (text) {
      var good = paperbeam.checked(JSON.parse(text));
      var n = Object.keys(good).length;
      if (n) {
        paperbeam.refused(paperbeam.addMarks(good));
      }
      told.textContent = n ? times(n, "marked paper", "marked papers") + " taken from " + chosen.name + "."
        : chosen.name + " holds no marks.";
      show();
    }).catch(function () {
      told.textContent = chosen.name + " is no file of marks: choose one that “Save marks” has written.";
    });
    file.value = "";
  }

  /** Titles and authors of papers that a link brought, from the pages of their days, where there are any. */
  function describe(ids) {
    var rows = window.paperbeam.rows;
    ids.forEach(function (id) {
      var date = brought[id].date;
      ["papers", "others"].forEach(function (kind) {
        if (date && !brought[id].plain) {
          rows.load("../", date, kind).then(function (found) {
            var r = found.find(function (one) { return one[0] === id; });
            var all = paperbeam.marks();
            if (r && all[id] && !all[id].plain) {
              all[id] = Object.assign({ title: r[1], plain: r[1], authors: r[2].split(", ").join(" and "), categories: r[5] }, all[id]);
              paperbeam.keep(all);
              show();
            }
          }, function () {
            // A day that is not in this site: the paper stands by its id.
          });
        }
      });
    });
  }

  function offered() {
    var text = /^#marks=(.+)$/.exec(location.hash);
    if (!text) {
      return;
    }
    try {
      brought = paperbeam.fromLink(decodeURIComponent(text[1]));
    } catch (e) {
      brought = {};
    }
    var n = Object.keys(brought).length;
    document.getElementById("offer-text").textContent = n
      ? "This link brings marks of " + times(n, "paper", "papers") + "." : "This link brings no marks that can be read.";
    document.getElementById("offer-add").hidden = !n;
    offer.hidden = false;
  }

  function settle(add) {
    if (add) {
      paperbeam.refused(paperbeam.addMarks(brought));
      told.textContent = times(Object.keys(brought).length, "marked paper", "marked papers") + " added.";
      describe(Object.keys(brought));
      show();
    }
    offer.hidden = true;
    history.replaceState(null, "", location.href.split("#")[0]);
    told.focus();
  }

  document.getElementById("offer-add").addEventListener("click", function () { settle(true); });
  document.getElementById("offer-leave").addEventListener("click", function () { settle(false); });
  file.addEventListener("change", takeFile);
  document.getElementById("marks-save").addEventListener("click", function () {
    paperbeam.saveFile("marks.json", "application/json", JSON.stringify(paperbeam.checked(paperbeam.marks()), null, 1) + "\n");
  });
  document.getElementById("marks-copy").addEventListener("click", function () {
    link.value = location.href.split("#")[0] + "#marks=" + encodeURIComponent(paperbeam.toLink(paperbeam.marks()));
    link.parentNode.hidden = false;
    link.select();
    paperbeam.copy(link.value, function (copied) {
      told.textContent = copied ? "The link is copied; opened in another browser it offers your marks there."
        : "Copy the link below; opened in another browser it offers your marks there.";
    });
  });
  window.addEventListener("hashchange", offered);
  paperbeam.onSave(function () { return papers; });
  paperbeam.onMarks(show);
  show();
  offered();
})();
