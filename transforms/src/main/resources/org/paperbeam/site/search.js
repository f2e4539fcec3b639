"use strict";
// Search over all days. A month's papers are one script, loaded when they are needed, newest first:
// the first year with the first question, older ones when asked.
(function () {
  var box = document.getElementById("search");
  var query = document.getElementById("query");
  var status = document.getElementById("status");
  var older = document.getElementById("older");
  var results = document.getElementById("results");
  var months = box.dataset.months.split(" ").filter(Boolean).map(function (m) { return m.split(":")[0]; });
  var AT_ONCE = 13;
  var SHOWN = 50;
  var papers = [];
  var index = null;
  var next = 0;
  var wanted = 0;
  var loading = false;

  if (!months.length) {
    return;
  }

  function script(path, done) {
    var s = document.createElement("script");
    s.src = path;
    s.onload = done;
    s.onerror = function () {
      status.textContent = "Could not load " + path;
      loading = false;
    };
    document.head.append(s);
  }

  function start(done) {
    script("../assets/minisearch/minisearch.js", function () {
      index = new MiniSearch({
        fields: ["title", "authors", "comment", "abstract"],
        storeFields: [],
        processTerm: function (term) {
          return term.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
        },
        searchOptions: {
          boost: { title: 4, authors: 4, comment: 2 },
          combineWith: "AND",
          prefix: function (term) { return term.length > 2; },
          fuzzy: function (term) { return term.length > 5 ? 1 : 0; },
        },
      });
      done();
    });
  }

  window.paperbeamMonth = function (month, rows) {
    var first = papers.length;
    var left = rows.map(function (r, i) {
      papers.push(r);
      return { id: first + i, title: r[2], authors: r[3], abstract: r[4], comment: r[5] };
    });
    // In small steps: the page answers while a month is read in.
    (function step() {
      index.addAll(left.splice(0, 60));
      if (left.length) {
        setTimeout(step, 0);
      } else {
        next++;
        ask();
        more();
      }
    })();
  };

  function more() {
    if (next >= Math.min(wanted, months.length)) {
      loading = false;
      ask();
      return;
    }
    loading = true;
    script(months[next] + ".js", function () {});
  }

  function load(count) {
    wanted = Math.max(wanted, count);
    if (loading) {
      return;
    }
    loading = true;
    if (index) {
      more();
    } else {
      start(more);
    }
  }

  function cell(parent, tag, name, text) {
    var e = document.createElement(tag);
    e.className = name;
    e.textContent = text;
    parent.append(e);
    return e;
  }

  function ask() {
    var text = query.value.trim();
    results.replaceChildren();
    older.hidden = loading || next >= months.length || !text;
    if (!text || !index) {
      status.textContent = text ? "Loading…" : "";
      return;
    }
    var started = performance.now();
    var found = index.search(text);
    if (!found.length) {
      found = index.search(text, { combineWith: "OR" });
    }
    var took = Math.max(1, Math.round(performance.now() - started));
    box.dataset.took = took;
    found.slice(0, SHOWN).forEach(function (hit) {
      var r = papers[hit.id];
      var li = document.createElement("li");
      var a = cell(li, "a", "title", r[2]);
      a.href = "../" + r[1] + "/index.html#p" + r[0];
      cell(li, "span", "meta", r[3]);
      cell(li, "span", "meta", r[6] + " · " + r[1]);
      if (r[5]) {
        cell(li, "span", "meta said", r[5]);
      }
      results.append(li);
    });
    status.textContent = found.length + (found.length === 1 ? " paper" : " papers")
      + (found.length > SHOWN ? ", the best " + SHOWN + " shown" : "")
      + ", in " + papers.length + " papers since " + (months[Math.max(next, 1) - 1])
      + (loading ? " …" : "") + " (" + took + " ms)";
  }

  query.addEventListener("focus", function () { load(1); });
  query.addEventListener("input", function () {
    load(AT_ONCE);
    ask();
    history.replaceState(null, "", query.value.trim() ? "#" + encodeURIComponent(query.value.trim()) : "#");
  });
  older.addEventListener("click", function () { load(next + 12); });
  document.addEventListener("keydown", function (e) {
    if (e.key === "/" && document.activeElement !== query) {
      e.preventDefault();
      query.focus();
    }
  });
  box.hidden = false;
  if (location.hash.length > 1) {
    query.value = decodeURIComponent(location.hash.slice(1));
    load(AT_ONCE);
  }
})();
