"use strict";
// Search over all days. A month has a head, with what filters ask of every paper, and leaves, each
// with the words of one stretch of the alphabet: only what a question needs is loaded, and of the
// papers only those that are shown. See SearchMonth.java.
(function () {
  var box = document.getElementById("search");
  var query = document.getElementById("query");
  var status = document.getElementById("status");
  var older = document.getElementById("older");
  var more = document.getElementById("more");
  var results = document.getElementById("results");
  var months = box.dataset.months.split(" ").filter(Boolean).map(function (m) { return m.split(":")[0]; });
  var AT_ONCE = 13;
  var A_PAGE = 20;
  var add = paperbeam.rows.add;
  var ask = paperbeam.question;
  // By month: a promise of the head; by month and leaf: of the map of its words.
  var heads = new Map();
  var leaves = new Map();
  var wanted = AT_ONCE;
  var shown = A_PAGE;
  // The question that is being answered; an older answer that comes late is dropped.
  var turn = 0;

  if (!months.length) {
    return;
  }

  function kept(map, key, path) {
    var one = map.get(key);
    if (!one) {
      one = {};
      one.value = new Promise(function (keep, failed) {
        one.keep = keep;
        paperbeam.rows.script(path).catch(function (e) {
          map.delete(key);
          failed(e);
        });
      });
      map.set(key, one);
    }
    return one.value;
  }

  window.paperbeamMonth = function (month, head) {
    if (heads.has(month)) {
      heads.get(month).keep(ask.head(month, head));
    }
  };

  window.paperbeamLeaf = function (month, number, words) {
    if (leaves.has(month + "/" + number)) {
      leaves.get(month + "/" + number).keep(words.split(",").map(function (entry) { return entry.split(" "); }));
    }
  };

  function head(month) { return kept(heads, month, month + ".js"); }

  function leaf(month, number) { return kept(leaves, month + "/" + number, month + "/" + number + ".js"); }

  /** The words from one to another, of all heads: [[head, [[word, postings] ...]] ...]. */
  function stretch(all, from, to) {
    return Promise.all(all.map(function (one) {
      var numbers = [];
      one.leaves.forEach(function (first, i) {
        if (first < to && (i + 1 === one.leaves.length || one.leaves[i + 1] > from)) {
          numbers.push(i);
        }
      });
      return Promise.all(numbers.map(function (i) { return leaf(one.month, i); })).then(function (found) {
        return [one, [].concat.apply([], found).filter(function (entry) { return entry[0] >= from && entry[0] < to; })];
      });
    }));
  }

  /** Adds a text with the words that were found marked. */
  function marked(parent, text, found) {
    var end = 0;
    ask.marks(text, found).forEach(function (m) {
      parent.append(text.slice(end, m[0]));
      add(parent, "mark", "", text.slice(m[0], m[1]));
      end = m[1];
    });
    parent.append(text.slice(end));
  }

  /** The place of an abstract where a word stands. */
  function excerpt(text, found) {
    var first = ask.marks(text, found)[0];
    if (!first) {
      return "";
    }
    var from = first[0] < 90 ? 0 : text.indexOf(" ", first[0] - 90) + 1;
    from = from > first[0] ? first[0] : from;
    var to = text.indexOf(" ", first[0] + 150);
    to = to < 0 ? text.length : Math.min(to, first[0] + 300);
    return (from ? "… " : "") + text.slice(from, to) + (to === text.length ? "" : " …");
  }

  function result(hit, row, found) {
    var other = hit.kind === "others";
    var li = document.createElement("li");
    li.className = other ? "other" : "";
    var a = add(li, "a", "title");
    a.href = "../" + hit.date + "/index.html#p" + row[0];
    paperbeam.fill(a, row[1], function (e, text) { marked(e, text, found.title); });
    marked(add(li, "span", "meta"), row[2], found.authors);
    var meta = add(li, "span", "meta");
    if (other) {
      add(meta, "span", "badge not", "not selected");
      meta.append(" " + (row[4] ? row[4] + " · " : "") + row[7]);
    } else {
      add(meta, "span", row[4].startsWith("author") ? "badge" : "verdict", row[4]);
    }
    meta.append(" · " + paperbeam.day(hit.date) + " ", paperbeam.rows.marks(row, hit.date, function () {
      status.textContent = "This browser does not keep marks: they are gone when you leave the page.";
    }));
    if (row[3]) {
      paperbeam.fill(add(li, "span", "meta said"), row[3], function (e, text) { marked(e, text, found.comment); });
    }
    return li;
  }

  function month(key) {
    return new Date(key + "-01T00:00:00Z")
      .toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  }

  /** The newest months that a question is about. */
  function asked(q) {
    var within = months.filter(function (m) { return m >= q.from.slice(0, 7) && m <= q.to.slice(0, 7); });
    return q.from > "0" ? within : within.slice(0, wanted);
  }

  function say(answer, from, total) {
    var where = answer.papers + " papers" + (from ? " since " + month(from) : "");
    var others = answer.hits.filter(function (hit) { return hit.kind === "others"; }).length;
    status.textContent = answer.hits.length
      ? answer.how + answer.hits.length + (others ? ", " + others + " of them not selected," : "")
        + (answer.hits.length > shown ? " (the best " + shown + " shown)" : "") + " of " + where
      : "No paper found for “" + query.value.trim() + "” among " + where;
    older.hidden = total >= months.length;
    more.hidden = answer.hits.length <= shown;
  }

  /** Shows the rows of hits; those that are loaded late find their place waiting. */
  function show(answer, mine) {
    var hits = answer.hits.slice(0, shown);
    return Promise.all(hits.map(function (hit) {
      return paperbeam.rows.load("../", hit.date, hit.kind);
    })).then(function (rows) {
      if (mine !== turn) {
        return null;
      }
      var items = [];
      hits.forEach(function (hit, i) {
        // Where a day was published anew a moment ago, its rows are not those of the index.
        var row = rows[i][hit.row];
        row = row && row[0] === hit.id ? row : rows[i].find(function (r) { return r[0] === hit.id; });
        if (row) {
          hit.row = rows[i].indexOf(row);
          hit.item = result(hit, row, answer.found);
          items.push(hit.item);
        }
      });
      results.replaceChildren.apply(results, items);
      paperbeam.decorate();
      return Promise.all(hits.map(function (hit) {
        return !hit.inAbstract || !hit.item ? null
          : paperbeam.rows.load("../", hit.date, "abstracts").then(function (texts) {
            var cut = excerpt(texts[hit.row], answer.found.abstract);
            if (cut && mine === turn) {
              marked(add(hit.item, "span", "meta said cut"), cut, answer.found.abstract);
            }
          });
      }));
    });
  }

  function answer() {
    var text = query.value.trim();
    var mine = ++turn;
    var started = performance.now();
    box.dataset.state = "loading";
    older.hidden = true;
    more.hidden = true;
    if (!text) {
      results.replaceChildren();
      status.textContent = "Every word counts; an arXiv id finds its paper.";
      box.dataset.state = "ready";
      return;
    }
    if (!results.children.length) {
      status.textContent = "Loading…";
    }
    var q = ask.parse(text);
    if (q.wrong) {
      results.replaceChildren();
      status.textContent = q.wrong;
      box.dataset.state = "ready";
      return;
    }
    var of = asked(q);
    Promise.all(of.map(head)).then(function (all) {
      return ask.answer(q, all, stretch);
    }).then(function (found) {
      if (mine !== turn) {
        return null;
      }
      box.dataset.papers = found.papers;
      box.dataset.found = Math.max(1, Math.round(performance.now() - started));
      say(found, of[of.length - 1], q.from > "0" ? months.length : of.length);
      if (!found.hits.length) {
        results.replaceChildren();
      }
      var filled = show(found, mine);
      return filled.then(function () {
        if (mine === turn) {
          box.dataset.took = Math.max(1, Math.round(performance.now() - started));
          box.dataset.state = "ready";
        }
      });
    }).catch(function (e) {
      if (mine === turn) {
        status.textContent = e.message;
        box.dataset.state = "failed";
      }
    });
  }

  function typed() {
    wanted = AT_ONCE;
    shown = A_PAGE;
    answer();
  }

  query.addEventListener("focus", function () { months.slice(0, AT_ONCE).forEach(function (m) { head(m).catch(function () {}); }); });
  query.addEventListener("input", function () {
    typed();
    var text = query.value.trim();
    try {
      history.replaceState(null, "", text ? "#" + encodeURIComponent(text) : "#");
    } catch (e) {
      // Too many in a short time, says the browser; the next letter writes the whole question.
    }
  });
  older.addEventListener("click", function () {
    wanted += 12;
    answer();
  });
  more.addEventListener("click", function () {
    var next = shown;
    shown += A_PAGE;
    answer();
    results.children[next - 1]?.querySelector("a").focus();
  });
  document.addEventListener("keydown", function (e) {
    if (e.key === "/" && document.activeElement !== query && !e.ctrlKey && !e.metaKey && !e.altKey) {
      e.preventDefault();
      query.focus();
    }
  });
  paperbeam.onMarks(answer);
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
