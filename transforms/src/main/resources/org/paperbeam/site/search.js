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
  var WORD = /[\p{L}\p{N}]+/gu;
  // An id, or the beginning of one, as people paste it.
  var ID = /^(?:arxiv:\s*|(?:https?:\/\/)?(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/)?(\d{4}\.\d{0,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?$/i;
  var papers = [];
  var index = null;
  // Every word of the papers.
  var known = new Set();
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
      status.textContent = "Could not load " + path + ". Reload the page to try again.";
      loading = false;
    };
    document.head.append(s);
  }

  function start(done) {
    script("../assets/minisearch/minisearch.js", function () {
      index = new MiniSearch({
        fields: ["title", "authors", "comment", "abstract"],
        storeFields: [],
        tokenize: words,
        processTerm: function (term, field) {
          if (field) {
            known.add(term);
          }
          return term;
        },
        searchOptions: {
          processTerm: function (term) { return term; },
          boost: { title: 4, authors: 4, comment: 2 },
          combineWith: "AND",
          prefix: function (term) { return term.length > 1; },
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
        more();
      }
    })();
  };

  function more() {
    loading = next < Math.min(wanted, months.length);
    ask();
    if (loading) {
      script(months[next] + ".js", function () {});
    }
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

  function add(parent, tag, name, text) {
    var e = document.createElement(tag);
    e.className = name;
    e.textContent = text || "";
    parent.append(e);
    return e;
  }

  function words(text) { return paperbeam.fold(text).match(WORD) || []; }

  /** No paper has the word, nor one that begins with it. */
  function unknown(word) {
    if (known.has(word)) {
      return false;
    }
    for (var other of known) {
      if (other.startsWith(word)) {
        return false;
      }
    }
    return true;
  }

  /** How many letters may be others. */
  function typos(term) { return !unknown(term) ? 0 : term.length > 8 ? 2 : term.length > 4 ? 1 : 0; }

  /** The papers, best first, and in words how they were found. */
  function find(text) {
    var id = ID.exec(text);
    if (id) {
      return { how: "", hits: papers.filter(function (r) { return r[0].toLowerCase().startsWith(id[1].toLowerCase()); })
        .map(function (r) { return { row: r, match: {} }; }) };
    }
    var how = words(text).some(unknown) ? "Not found as written. Nearly so: " : "";
    var found = index.search(text, { fuzzy: typos });
    if (!found.length) {
      how = "No paper has all of these words. With some of them: ";
      found = index.search(text, { combineWith: "OR", fuzzy: typos });
    }
    return { how: how, hits: found.map(function (hit) { return { row: papers[hit.id], match: hit.match }; }) };
  }

  /** Of a paper that several days have, the newest. */
  function once(hits) {
    var newest = new Map();
    hits.forEach(function (hit) {
      var other = newest.get(hit.row[0]);
      if (!other || other.row[1] < hit.row[1]) {
        newest.set(hit.row[0], other ? Object.assign(other, hit) : hit);
      }
    });
    return Array.from(newest.values());
  }

  /** Adds a text with the words that were found marked. */
  function marked(parent, text, words) {
    var end = 0;
    for (var m of text.matchAll(WORD)) {
      if (words.has(paperbeam.fold(m[0]))) {
        parent.append(text.slice(end, m.index));
        add(parent, "mark", "", m[0]);
        end = m.index + m[0].length;
      }
    }
    parent.append(text.slice(end));
  }

  /** The place of an abstract where a word stands that title, names and comment do not have. */
  function excerpt(hit) {
    var words = new Set(Object.keys(hit.match).filter(function (word) {
      return hit.match[word].every(function (field) { return field === "abstract"; });
    }));
    var text = hit.row[4];
    for (var m of words.size ? text.matchAll(WORD) : []) {
      if (words.has(paperbeam.fold(m[0]))) {
        var from = m.index < 90 ? 0 : text.indexOf(" ", m.index - 90) + 1;
        var to = text.indexOf(" ", m.index + 150);
        return (from ? "… " : "") + text.slice(from, to < 0 ? text.length : to) + (to < 0 ? "" : " …");
      }
    }
    return "";
  }

  function star(r) {
    var b = document.createElement("button");
    b.type = "button";
    b.className = "star";
    b.textContent = "Star";
    b.setAttribute("aria-label", "Star: " + r[2]);
    function show() {
      b.setAttribute("aria-pressed", String(!!(paperbeam.marks()[r[0]] || {}).star));
    }
    b.addEventListener("click", function () {
      var all = paperbeam.marks();
      var m = Object.assign({ title: r[2], plain: r[2], authors: r[3].split(", ").join(" and "), categories: r[8] },
        all[r[0]], { date: r[1] });
      m.star = !m.star;
      all[r[0]] = m;
      if (!m.star && !m.read) {
        delete all[r[0]];
      }
      if (!paperbeam.keep(all)) {
        status.textContent = "This browser does not keep stars: they are gone when you leave the page.";
      }
      show();
      paperbeam.decorate();
    });
    show();
    return b;
  }

  function result(hit) {
    var r = hit.row;
    var words = new Set(Object.keys(hit.match));
    var li = document.createElement("li");
    var a = add(li, "a", "title");
    a.href = "../" + r[1] + "/index.html#p" + r[0];
    paperbeam.fill(a, r[2], function (e, text) { marked(e, text, words); });
    marked(add(li, "span", "meta"), r[3], words);
    var meta = add(li, "span", "meta");
    add(meta, "span", r[6].startsWith("author") ? "badge" : "verdict", r[6]);
    meta.append(" · " + paperbeam.day(r[1]) + " ", star(r));
    if (r[5]) {
      paperbeam.fill(add(li, "span", "meta said"), r[5], function (e, text) { marked(e, text, words); });
    }
    var cut = excerpt(hit);
    if (cut) {
      marked(add(li, "span", "meta said cut"), cut, words);
    }
    results.append(li);
  }

  function month(key) {
    return new Date(key + "-01T00:00:00Z")
      .toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  }

  function ask() {
    var text = query.value.trim();
    results.replaceChildren();
    box.dataset.papers = papers.length;
    box.dataset.state = loading ? "loading" : "ready";
    older.hidden = loading || next >= months.length || !text;
    if (!text || !index) {
      status.textContent = text ? "Loading…" : "Every word counts; an arXiv id finds its paper.";
      return;
    }
    var started = performance.now();
    var found = find(text);
    box.dataset.took = Math.max(1, Math.round(performance.now() - started));
    var hits = once(found.hits);
    hits.slice(0, SHOWN).forEach(result);
    paperbeam.decorate();
    var where = papers.length + " papers since " + month(months[Math.max(next, 1) - 1]) + (loading ? " …" : "");
    status.textContent = hits.length
      ? found.how + hits.length + (hits.length > SHOWN ? ", the best " + SHOWN + " shown, of " : " of ") + where
      : "No paper found for “" + text + "” among " + where;
  }

  function need() {
    var id = ID.exec(query.value.trim());
    var since = id && id[1].slice(0, 4).match(/^\d{4}$/) ? "20" + id[1].slice(0, 2) + "-" + id[1].slice(2, 4) : "";
    return since ? Math.max(AT_ONCE, months.filter(function (m) { return m >= since; }).length) : AT_ONCE;
  }

  function typed() {
    load(need());
    ask();
  }

  query.addEventListener("focus", function () { load(1); });
  query.addEventListener("input", function () {
    typed();
    var text = query.value.trim();
    try {
      history.replaceState(null, "", text ? "#" + encodeURIComponent(text) : "#");
    } catch (e) {
      // Too many in a short time, says the browser; the next letter writes the whole question.
    }
  });
  older.addEventListener("click", function () { load(next + 12); });
  document.addEventListener("keydown", function (e) {
    if (e.key === "/" && document.activeElement !== query && !e.ctrlKey && !e.metaKey && !e.altKey) {
      e.preventDefault();
      query.focus();
    }
  });
  paperbeam.onMarks(ask);
  box.hidden = false;
  function fromAddress() {
    try {
      query.value = decodeURIComponent(location.hash.slice(1));
    } catch (e) {
      query.value = location.hash.slice(1);
    }
    typed();
  }
  window.addEventListener("hashchange", fromAddress);
  if (location.hash.length > 1) {
    fromAddress();
  }
})();
