"use strict";
// The papers of days as search and lists load them, and marks for each.
window.paperbeam.rows = (function () {
  // By date and kind: a promise of the rows, and how to keep it.
  var asked = new Map();

  function script(path) {
    return new Promise(function (done, failed) {
      var s = document.createElement("script");
      s.src = path;
      s.onload = done;
      s.onerror = function () { failed(new Error("Could not load " + path + ". Reload the page to try again.")); };
      document.head.append(s);
    });
  }

  window.paperbeamRows = function (date, kind, rows) {
    var one = asked.get(kind + date);
    if (one) {
      one.keep(rows);
    }
  };

  /** Of a day: "papers" and "others" are rows, "abstracts" texts; root leads to the days. */
  function load(root, date, kind) {
    var one = asked.get(kind + date);
    if (!one) {
      one = {};
      one.rows = new Promise(function (keep, failed) {
        one.keep = keep;
        one.failed = failed;
      });
      asked.set(kind + date, one);
      script(root + date + "/" + kind + ".js").catch(function (e) {
        asked.delete(kind + date);
        one.failed(e);
      });
    }
    return one.rows;
  }

  function add(parent, tag, name, text) {
    var e = document.createElement(tag);
    e.className = name;
    e.textContent = text || "";
    parent.append(e);
    return e;
  }

  /** Buttons that mark the paper of a row; refused() is told when the browser does not keep it. */
  function marks(row, date, refused) {
    return paperbeam.buttons(function () {
      return paperbeam.card({
        id: row[0], title: row[1], plain: row[1], authors: row[2].split(", ").join(" and "), date: date, categories: row[5],
      });
    }, function (kept) {
      if (!kept) {
        refused();
      }
      paperbeam.decorate();
    });
  }

  return { script: script, load: load, add: add, marks: marks };
})();
