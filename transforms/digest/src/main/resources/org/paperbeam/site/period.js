"use strict";
// The papers of a month, a week or a year: sort, filter, marks, export. The list that the page brings stays as
// long as nothing is chosen; then the papers of the whole period are loaded, and shown in pages.
(function () {
  var box = document.getElementById("period");
  var results = document.getElementById("results");
  var status = document.getElementById("status");
  var more = document.getElementById("more");
  var choices = document.getElementById("choices");
  var add = paperbeam.rows.add;
  var FIELDS = ["filter", "sort", "least", "category", "topic", "match", "starred", "unread", "wanted"];
  var A_PAGE = 100;
  // What the page came with; all of a month and a week, the best of a year.
  var whole = Array.from(results.children);
  var shown = 0;
  var loaded = null;
  var papers = [];
  var found = [];

  function get(id) { return document.getElementById(id); }

  function value(id) { return get(id).type === "checkbox" ? get(id).checked ? "1" : "" : get(id).value; }

  function isChosen(id) { return id === "sort" ? value(id) !== "score" : !!value(id); }

  function text(e, part) { e.append(part); }

  function before(a, b) {
    return b[6] - a[6] || b[7] - a[7] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) || (a.date < b.date ? -1 : 1);
  }

  /** All papers of the period, once; of two listings of one the better. */
  function load() {
    if (!loaded) {
      status.textContent = "Loading…";
      loaded = Promise.all(box.dataset.keys.split(" ").map(function (key) {
        return paperbeam.rows.load("../", key, "papers").then(function (rows) {
          rows.forEach(function (row) { row.date = row[10] || key; });
          return rows;
        });
      })).then(function (all) {
        var seen = new Set();
        papers = [].concat.apply([], all).sort(before).filter(function (row) {
          return !seen.has(row[0]) && seen.add(row[0]);
        });
        found = papers;
        offer();
        status.textContent = count(papers.length);
      });
      loaded.catch(function (e) {
        loaded = null;
        status.textContent = e.message;
      });
    }
    return loaded;
  }

  function count(n) { return n + (n === 1 ? " paper" : " papers"); }

  /** What there is to choose, most papers first. */
  function offer() {
    function options(id, of, label) {
      var counts = new Map();
      papers.forEach(function (row) {
        of(row).forEach(function (name) { counts.set(name, (counts.get(name) || 0) + 1); });
      });
      label(Array.from(counts)).forEach(function (one) { get(id).append(new Option(one[1], one[0])); });
    }
    function most(all) {
      return all.sort(function (a, b) { return b[1] - a[1]; })
        .map(function (one) { return [one[0], one[0] + " (" + one[1] + ")"]; });
    }
    options("category", function (row) { return row[5].split(" ").filter(Boolean); }, most);
    options("topic", function (row) { return row[9] ? [row[9]] : []; }, most);
    options("least", function (row) { return row[6] ? [row[6]] : []; }, function (all) {
      var above = 0;
      return all.sort(function (a, b) { return b[0] - a[0]; }).map(function (one) {
        above += one[1];
        return [one[0], one[0] + " or more (" + above + ")"];
      }).reverse();
    });
  }

  function fits(row, words, marks) {
    var m = marks[row[0]] || {};
    if (words.length) {
      row.words = row.words || paperbeam.fold([row[0], row[1], row[2], row[5], row[9]].join(" "));
    }
    return words.every(function (w) { return row.words.includes(w); })
      && row[6] >= Number(value("least"))
      && (!value("category") || row[5].split(" ").includes(value("category")))
      && (!value("topic") || row[9] === value("topic"))
      && (!value("match") || row[4].startsWith("author"))
      && (!value("starred") || !!m.star)
      && (!value("unread") || !m.read)
      && (!value("wanted") || !m.dislike);
  }

  var orders = {
    score: before,
    relevance: function (a, b) { return b[7] - a[7] || before(a, b); },
    novelty: function (a, b) { return b[8] - a[8] || before(a, b); },
    date: function (a, b) { return a.date < b.date ? 1 : a.date > b.date ? -1 : before(a, b); },
    title: function (a, b) { return a[1].localeCompare(b[1]); },
  };

  function item(row) {
    var li = document.createElement("li");
    li.dataset.id = row[0];
    li.dataset.date = row.date;
    li.dataset.authors = row[2];
    li.dataset.categories = row[5];
    var a = add(li, "a", "title");
    a.href = "../" + row.date + "/index.html#p" + row[0];
    paperbeam.fill(a, row[1], text);
    var names = row[2].split(", ");
    add(li, "span", "meta", names.length > 4 ? names.slice(0, 3).join(", ") + " and others" : row[2]);
    var meta = add(li, "span", "meta");
    add(meta, "span", row[4].startsWith("author") ? "badge" : "verdict", row[4]);
    meta.append([""].concat(row[9] || [], paperbeam.day(row.date), row[5]).join(" · "));
    var details = add(li, "details", "why");
    add(details, "summary", "", "Why");
    details.addEventListener("toggle", function () {
      if (details.open && details.children.length === 1) {
        why(details, row);
      }
    });
    return li;
  }

  /** Comments are loaded with their day: those of a year are megabytes. */
  function why(details, row) {
    var p = add(details, "p", "", "Loading…");
    paperbeam.rows.load("../", row.date, "papers").then(function (rows) {
      var one = rows.find(function (r) { return r[0] === row[0]; });
      p.textContent = "";
      paperbeam.fill(p, one && one[3] || "Nobody said anything about it.", text);
    }, function (e) { p.textContent = e.message; });
  }

  /** Shows what is chosen; nothing chosen is the list that the page came with. */
  function show(from) {
    var chosen = FIELDS.some(isChosen);
    remember();
    if (!chosen && !from) {
      results.replaceChildren.apply(results, whole);
      found = papers;
      shown = whole.length;
      status.textContent = loaded ? count(papers.length) : "";
      more.hidden = box.dataset.whole === "yes";
      label();
      paperbeam.decorate();
      return Promise.resolve();
    }
    return load().then(function () {
      var words = paperbeam.fold(value("filter")).split(/\s+/).filter(Boolean);
      var marks = paperbeam.marks();
      found = papers.filter(function (row) { return fits(row, words, marks); });
      found.sort(orders[value("sort")] || before);
      shown = Math.max(A_PAGE, from || 0);
      results.replaceChildren.apply(results, found.slice(0, shown).map(item));
      status.textContent = (found.length < papers.length ? found.length + " of " : "") + count(papers.length);
      more.hidden = found.length <= shown;
      label();
      paperbeam.decorate();
      box.dataset.state = "ready";
    }, function () {
      box.dataset.state = "failed";
    });
  }

  function label() {
    var marks = paperbeam.marks();
    paperbeam.labelButtons(found.filter(function (row) { return (marks[row[0]] || {}).star; }).length);
  }

  function cards() {
    var marks = paperbeam.marks();
    var stars = found.filter(function (row) { return (marks[row[0]] || {}).star; });
    return (stars.length ? stars : found).map(function (row) {
      return { id: row[0], title: row[1], plain: row[1], authors: row[2].split(", ").join(" and "), date: row.date, categories: row[5] };
    });
  }

  // The address holds what is chosen, so that a view can be sent.
  var wanted = {};

  function remember() {
    var parts = FIELDS.filter(isChosen).map(function (id) { return id + "=" + encodeURIComponent(value(id)); });
    try {
      if (parts.length || location.hash.includes("=")) {
        history.replaceState(null, "", location.href.split("#")[0] + (parts.length ? "#" + parts.join("&") : ""));
      }
    } catch (e) {
      // Too many in a short time, says the browser; the next change writes all of them.
    }
  }

  function recall() {
    wanted = {};
    location.hash.slice(1).split("&").forEach(function (part) {
      var name = part.split("=")[0];
      if (FIELDS.includes(name) && part.includes("=")) {
        try {
          wanted[name] = decodeURIComponent(part.slice(name.length + 1));
        } catch (e) {
          wanted[name] = "";
        }
      }
    });
    return Object.keys(wanted).length > 0;
  }

  function restore() {
    Object.keys(wanted).forEach(function (id) {
      var field = get(id);
      if (field.type === "checkbox") {
        field.checked = wanted[id] === "1";
      } else {
        field.value = wanted[id];
        if (field.tagName === "SELECT" && field.value !== wanted[id]) {
          field.selectedIndex = 0;
        }
      }
    });
    wanted = {};
  }

  function fromAddress() {
    if (recall()) {
      choices.open = Object.keys(wanted).some(function (id) { return id !== "filter"; });
      load().then(function () {
        restore();
        show();
      }, function () { box.dataset.state = "failed"; });
    }
  }

  FIELDS.forEach(function (id) { get(id).addEventListener("input", function () { show(); }); });
  choices.addEventListener("toggle", function () {
    if (choices.open) {
      load().then(label, function () {});
    }
  });
  document.querySelectorAll("th[data-topic]").forEach(function (th) {
    var a = document.createElement("a");
    a.href = "#topic=" + encodeURIComponent(th.dataset.topic);
    a.textContent = th.textContent;
    a.addEventListener("click", function () { get("best").scrollIntoView(); });
    th.replaceChildren(a);
  });
  more.addEventListener("click", function () {
    var next = results.children.length;
    show(next + A_PAGE).then(function () { results.children[next]?.querySelector("a").focus(); });
  });
  paperbeam.onSave(cards);
  paperbeam.onMarks(function () {
    if (FIELDS.some(isChosen)) {
      show(results.children.length);
    }
  });
  window.addEventListener("hashchange", fromAddress);
  box.hidden = false;
  fromAddress();
})();
