"use strict";
// The unread papers of the last days, best first, whatever their day.
(function () {
  var box = document.getElementById("inbox");
  var results = document.getElementById("results");
  var status = document.getElementById("status");
  var days = document.getElementById("days");
  var filter = document.getElementById("filter");
  var more = document.getElementById("more");
  var all = box.dataset.days.split(" ").filter(Boolean);
  var add = paperbeam.rows.add;
  var A_PAGE = 60;
  var shown = A_PAGE;
  var turn = 0;
  var waiting = [];

  function text(e, part) { e.append(part); }

  /** Of two listings of a paper the better one; read and unwanted ones are done with. */
  function unread(loaded) {
    var marks = paperbeam.marks();
    var best = new Map();
    loaded.forEach(function (rows, i) {
      rows.forEach(function (row, n) {
        var m = marks[row[0]] || {};
        var one = { row: row, date: all[i], n: n };
        if (!m.read && !m.dislike && (!best.has(row[0]) || before(one, best.get(row[0])) < 0)) {
          best.set(row[0], one);
        }
      });
    });
    return Array.from(best.values()).sort(before);
  }

  function before(a, b) {
    return b.row[6] - a.row[6] || b.row[7] - a.row[7] || (a.date < b.date ? 1 : a.date > b.date ? -1 : a.n - b.n);
  }

  function item(one) {
    var row = one.row;
    var li = document.createElement("li");
    li.dataset.id = row[0];
    li.dataset.date = one.date;
    li.dataset.authors = row[2];
    li.dataset.categories = row[5];
    li.words = paperbeam.fold([row[0], row[1], row[2], row[3], row[5], row[9]].join(" "));
    var a = add(li, "a", "title");
    a.href = "../" + one.date + "/index.html#p" + row[0];
    paperbeam.fill(a, row[1], text);
    add(li, "span", "meta", few(row[2]));
    var meta = add(li, "span", "meta");
    add(meta, "span", row[4].startsWith("author") ? "badge" : "verdict", row[4]);
    meta.append([""].concat(row[9] || [], paperbeam.day(one.date), row[5]).join(" · "));
    if (row[3]) {
      paperbeam.fill(add(li, "span", "meta said"), row[3], text);
    }
    var details = add(li, "details", "abstract");
    add(details, "summary", "", "Abstract");
    details.addEventListener("toggle", function () {
      if (details.open && details.children.length === 1) {
        var p = add(details, "p", "", "Loading…");
        paperbeam.rows.load("../", one.date, "abstracts").then(function (texts) {
          p.textContent = "";
          paperbeam.fill(p, texts[one.n], text);
        }, function (e) { p.textContent = e.message; });
      }
    });
    return li;
  }

  function few(authors) {
    var names = authors.split(", ");
    return names.length <= 4 ? authors : names.slice(0, 3).join(", ") + " and " + (names.length - 3) + " others";
  }

  function fitting() {
    var words = paperbeam.fold(filter.value).split(/\s+/).filter(Boolean);
    return waiting.filter(function (one) {
      one.words = one.words || paperbeam.fold([one.row[0], one.row[1], one.row[2], one.row[3], one.row[5], one.row[9]].join(" "));
      return words.every(function (w) { return one.words.includes(w); });
    });
  }

  function list() {
    var found = fitting();
    var at = document.activeElement.closest("#results li");
    results.replaceChildren.apply(results, found.slice(0, shown).map(item));
    more.hidden = found.length <= shown;
    say(found.length);
    paperbeam.decorate();
    // Another browser's marks take nobody's place away.
    var same = at && Array.from(results.children).find(function (li) { return li.dataset.id === at.dataset.id; });
    if (same) {
      same.tabIndex = -1;
      same.focus({ preventScroll: true });
    }
  }

  function say(count) {
    status.textContent = waiting.length
      ? (count < waiting.length ? count + " of " : "") + waiting.length + (waiting.length === 1 ? " paper" : " papers") + " unread"
      : "Nothing unread: you have seen it all.";
  }

  function load() {
    var mine = ++turn;
    var dates = all.slice(0, Number(days.value));
    box.dataset.state = "loading";
    Promise.all(dates.map(function (date) { return paperbeam.rows.load("../", date, "papers"); })).then(function (loaded) {
      if (mine === turn) {
        waiting = unread(loaded);
        list();
        box.dataset.state = "ready";
      }
    }).catch(function (e) {
      if (mine === turn) {
        status.textContent = e.message;
        box.dataset.state = "failed";
      }
    });
  }

  // What is read leaves the list, and the next paper has the focus; r again on the day's page brings it back.
  results.addEventListener("marked", function (e) {
    var m = paperbeam.marks()[e.target.dataset.id] || {};
    if (!m.read && !m.dislike) {
      return;
    }
    var next = e.target.nextElementSibling || e.target.previousElementSibling;
    waiting = waiting.filter(function (one) { return one.row[0] !== e.target.dataset.id; });
    e.target.remove();
    say(fitting().length);
    if (next) {
      next.tabIndex = -1;
      next.focus();
    } else if (waiting.length) {
      list();
    }
  });

  function fromAddress() {
    var asked = /^#days=(\d+)$/.exec(location.hash);
    if (asked && Array.from(days.options).some(function (o) { return o.value === asked[1]; })) {
      days.value = asked[1];
    }
    load();
  }

  days.addEventListener("change", function () {
    history.replaceState(null, "", "#days=" + days.value);
    shown = A_PAGE;
    load();
  });
  filter.addEventListener("input", function () {
    shown = A_PAGE;
    list();
  });
  more.addEventListener("click", function () {
    var next = results.children.length;
    shown += A_PAGE;
    list();
    results.children[next]?.querySelector("a").focus();
  });
  window.addEventListener("hashchange", fromAddress);
  paperbeam.onMarks(load);
  box.hidden = false;
  fromAddress();
})();
