"use strict";
// What a question of the search means, and which papers answer it. Knows nothing of the page.
window.paperbeam.question = (function () {
  var FIELDS = { title: 1, author: 2, authors: 2, comment: 4, abstract: 8 };
  var ANY = 15;
  var NUMBERS = { score: "scores", relevance: "relevances", novelty: "novelties" };
  // As SearchWords.java has them.
  var LONGEST = 40;
  var DENSE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]/u;
  var RUN = /(?:(?=[\p{L}\p{N}\p{M}])[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー])+|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー])[\p{L}\p{N}\p{M}])+/gu;
  // An id, or the beginning of one, as people paste it.
  var ID = /^(?:arxiv:\s*|(?:https?:\/\/)?(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/)?(\d{4}\.\d{0,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?$/i;
  var PART = /([a-z]+)(:|>=|<=|>|<|=)("[^"]*"?|\S*)|"[^"]*"?|\S+/gi;
  var DAY = /^\d{4}(?:-\d\d(?:-\d\d)?)?$/;
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var VALUE = new Int8Array(128);
  Array.from(DIGITS).forEach(function (c, i) { VALUE[c.charCodeAt(0)] = i; });

  /** Calls with each number of a text of them, see Postings.java. */
  function numbers(text, each) {
    var number = 0;
    var shift = 0;
    for (var i = 0; i < text.length; i++) {
      var v = VALUE[text.charCodeAt(i)];
      number += (v & 31) << shift;
      shift += 5;
      if (v < 32) {
        each(number);
        number = 0;
        shift = 0;
      }
    }
  }

  function eachPaper(postings, each) {
    var paper = -1;
    numbers(postings, function (n) {
      paper += n >> 4;
      each(paper, n & 15);
    });
  }

  /** A month's head with what is worked out of it once. */
  function head(month, h) {
    h.month = month;
    h.size = h.scores.length;
    h.of = [];
    numbers(h.categories, function (n) { h.of.push(n); });
    h.lines = h.categoryLines.map(function (line) { return " " + line.toLowerCase() + " "; });
    var first = 0;
    h.first = h.days.map(function (day) {
      var now = first;
      first += day[1] + day[2];
      return now;
    });
    return h;
  }

  function id(h, paper) {
    var at = 4 * paper;
    var code = VALUE[h.ids.charCodeAt(at)];
    if (code === 63) {
      return h.oddIds[paper] || "";
    }
    var key = h.idMonths[code];
    var number = VALUE[h.ids.charCodeAt(at + 1)] << 12 | VALUE[h.ids.charCodeAt(at + 2)] << 6 | VALUE[h.ids.charCodeAt(at + 3)];
    return key.slice(0, 4) + "." + String(number).padStart(Number(key.slice(4)) - 5, "0");
  }

  /** Where a paper of a month stands. */
  function place(h, paper) {
    var low = 0;
    for (var i = 0; i < h.first.length && h.first[i] <= paper; i++) {
      low = h.days[i][1] + h.days[i][2] ? i : low;
    }
    var row = paper - h.first[low];
    var selected = h.days[low][1];
    return { date: h.days[low][0], kind: row < selected ? "papers" : "others", row: row < selected ? row : row - selected };
  }

  function runs(text) { return paperbeam.fold(text).match(RUN) || []; }

  function cut(word) {
    var end = /[\ud800-\udbff]/.test(word[LONGEST - 1] || "") ? LONGEST - 1 : LONGEST;
    return word.slice(0, end);
  }

  /** The words of a part of a question. */
  function words(text, fields) {
    var found = [];
    runs(text).forEach(function (run) {
      if (!DENSE.test(run)) {
        found.push({ word: cut(run), fields: fields, run: run, dense: false });
        return;
      }
      var letters = Array.from(run);
      if (letters.length === 1) {
        found.push({ word: run, fields: fields, run: run, dense: true });
      }
      for (var i = 0; i + 1 < letters.length; i++) {
        found.push({ word: letters[i] + letters[i + 1], fields: fields, run: run, dense: true });
      }
    });
    return found;
  }

  function range(operator, value, known) {
    var ends = value.split("..");
    if (ends.length > 2 || !ends.every(function (end) { return end === "" || known(end); })
      || (operator !== ":" && operator !== "=" && (ends.length > 1 || value === "")) || ends.join("") === "") {
      return null;
    }
    return ends.length === 2 && (operator === ":" || operator === "=") ? ends
      : operator === ":" || operator === "=" ? [value, value]
        : operator.startsWith(">") ? [value, ""] : ["", value];
  }

  function dayBefore(date) {
    var d = new Date(date + "T00:00:00Z");
    d.setUTCDate(d.getUTCDate() - 1);
    return d.toISOString().slice(0, 10);
  }

  function dayAfter(date) {
    var d = new Date(date + "T00:00:00Z");
    d.setUTCDate(d.getUTCDate() + 1);
    return d.toISOString().slice(0, 10);
  }

  /** The first and the last day of a day, a month or a year. */
  function firstDay(date) { return date.length === 4 ? date + "-01-01" : date.length === 7 ? date + "-01" : date; }

  function lastDay(date) {
    return date.length === 4 ? date + "-12-31" : date.length > 7 ? date
      : new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5)), 0)).toISOString().slice(0, 10);
  }

  function isDay(text) {
    var first = new Date(firstDay(text) + "T00:00:00Z");
    // 31 February is none.
    return DAY.test(text) && !isNaN(first) && first.toISOString().startsWith(text);
  }

  function dates(q, operator, value) {
    var ends = range(operator, value, isDay);
    if (!ends) {
      return "A date is 2025, 2025-03 or 2025-03-25, a range date:2025-03-18..2025-03-25 or date>=2025-03.";
    }
    if (ends[0]) {
      q.from = operator === ">" ? dayAfter(lastDay(ends[0])) : firstDay(ends[0]);
    }
    if (ends[1]) {
      q.to = operator === "<" ? dayBefore(firstDay(ends[1])) : lastDay(ends[1]);
    }
    return "";
  }

  function score(q, name, operator, value) {
    var ends = range(operator, value, function (end) { return /^\d{1,2}$/.test(end); });
    if (!ends) {
      return "A " + name + " is a number: " + name + ">=15, " + name + "<10, " + name + ":15..20.";
    }
    var least = ends[0] === "" ? 1 : Number(ends[0]) + (operator === ">" ? 1 : 0);
    var most = ends[1] === "" ? 35 : Number(ends[1]) - (operator === "<" ? 1 : 0);
    q.filters.push(function (h, paper) {
      var n = parseInt(h[NUMBERS[name]][paper], 36);
      // 0 is unknown, which no number is.
      return n > 0 && n >= least && n <= most;
    });
    return "";
  }

  function category(q, value) {
    var wanted = value.toLowerCase();
    if (!/^[a-z-]+(?:\.[a-z-]+)?$/.test(wanted)) {
      return "A category is cat:cs.CL, and cat:cs all of an archive.";
    }
    q.filters.push(function (h, paper) {
      var line = h.lines[h.of[paper]];
      return line.includes(" " + wanted + " ") || (!wanted.includes(".") && line.includes(" " + wanted + "."));
    });
    return "";
  }

  function selected(q, value) {
    if (!/^(not)?selected$/i.test(value)) {
      return "Papers are is:selected or is:notselected.";
    }
    var kind = /^not/i.test(value) ? "others" : "papers";
    q.filters.push(function (h, paper) { return place(h, paper).kind === kind; });
    return "";
  }

  /**
   * What a text asks for: words with the fields they may stand in, filters, the first and the last
   * day; or wrong, a sentence that says what cannot be understood.
   */
  function parse(text) {
    var q = { id: "", words: [], filters: [], from: "", to: "9999", wrong: "" };
    var pasted = ID.exec(text);
    if (pasted) {
      q.id = pasted[1].toLowerCase();
      if (/^\d{4}/.test(q.id)) {
        q.from = "20" + q.id.slice(0, 2) + "-" + q.id.slice(2, 4);
      }
      return q;
    }
    for (var part of text.matchAll(PART)) {
      var name = (part[1] || "").toLowerCase();
      var value = (part[3] || "").replace(/"/g, "");
      var wrong = "";
      if (part[2] === ":" && Object.hasOwn(FIELDS, name)) {
        q.words = q.words.concat(words(value, FIELDS[name]));
      } else if (part[2] && Object.hasOwn(NUMBERS, name)) {
        wrong = score(q, name, part[2], value);
      } else if (part[2] && name === "date") {
        wrong = dates(q, part[2], value);
      } else if (part[2] === ":" && /^(since|from|after)$/.test(name)) {
        wrong = dates(q, name === "after" ? ">" : ">=", value);
      } else if (part[2] === ":" && /^(until|to|before)$/.test(name)) {
        wrong = dates(q, name === "before" ? "<" : "<=", value);
      } else if (part[2] === ":" && /^(cat|category)$/.test(name)) {
        wrong = category(q, value);
      } else if (part[2] === ":" && name === "is") {
        wrong = selected(q, value);
      } else {
        q.words = q.words.concat(words(part[0], ANY));
      }
      q.wrong = q.wrong || wrong;
    }
    return q;
  }

  /** How many letters differ, by insertion, loss or change; more than most is most + 1. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) {
      return most + 1;
    }
    var before = Array.from({ length: b.length + 1 }, function (x, i) { return i; });
    for (var i = 1; i <= a.length; i++) {
      var now = [i];
      for (var j = 1; j <= b.length; j++) {
        now[j] = Math.min(before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      }
      before = now;
    }
    return before[b.length];
  }

  function after(prefix) { return prefix + "\uffff"; }

  /** The words of the papers that one of the question stands for, with how well: [[h, word, postings, weight]]. */
  function variants(all, one, stretch) {
    function entries(found, weight) {
      var out = [];
      found.forEach(function (of) {
        of[1].forEach(function (entry) {
          var w = weight(entry[0]);
          if (w > 0 && hasField(entry[1], one.fields)) {
            out.push([of[0], entry[0], entry[1], w]);
          }
        });
      });
      return out;
    }
    function exact(word) { return word === one.word ? 1 : 0; }
    function begins(word) { return word === one.word ? 1 : word.startsWith(one.word) ? 0.8 : 0; }
    var letters = Array.from(one.word).length;
    var short = one.dense ? letters > 1 : letters < 4;
    return stretch(all, one.word, short ? one.word + "\u0000" : after(one.word)).then(function (found) {
      var hits = entries(found, short ? exact : begins);
      // A short word is itself: "of" is no beginning of "offers". Unless nobody has it.
      return hits.length || one.dense || letters < 2 || !short ? hits
        : stretch(all, one.word, after(one.word)).then(function (wider) { return entries(wider, begins); });
    }).then(function (hits) {
      if (hits.length || one.dense || letters < 5) {
        return { hits: hits, nearly: false };
      }
      var most = letters > 8 ? 2 : 1;
      var start = one.word.slice(0, 2);
      return stretch(all, start, after(start)).then(function (found) {
        return {
          hits: entries(found, function (word) { return distance(one.word, word, most) <= most ? 0.5 : 0; }),
          nearly: true,
        };
      });
    });
  }

  function hasField(postings, fields) {
    if (fields === ANY) {
      return true;
    }
    var has = false;
    eachPaper(postings, function (paper, of) { has = has || (of & fields) > 0; });
    return has;
  }

  /** How much a word counts in these fields. */
  function weight(fields) {
    return (fields & 1 ? 4 : 0) + (fields & 2 ? 4 : 0) + (fields & 4 ? 2 : 0) + (fields & 8 ? 1 : 0);
  }

  /** Of papers by their number over all months, what each word adds, and where it stands. */
  function gather(all, words, found) {
    var size = all.length ? all[all.length - 1].base + all[all.length - 1].size : 0;
    return found.map(function (variant, i) {
      var weights = new Float64Array(size);
      var fields = new Uint8Array(size);
      var papers = 0;
      variant.hits.forEach(function (hit) {
        eachPaper(hit[2], function (paper, of) {
          var at = hit[0].base + paper;
          var here = of & words[i].fields;
          if (here && at < size) {
            papers += fields[at] ? 0 : 1;
            fields[at] |= here;
            weights[at] = Math.max(weights[at], hit[3] * weight(here));
          }
        });
      });
      var rare = Math.log(1 + size / (papers + 0.5));
      return { weights: weights, fields: fields, rare: rare };
    });
  }

  function fits(q, h, paper) {
    return q.filters.every(function (filter) { return filter(h, paper); });
  }

  /** All papers that have all words (or some of them), and what they are worth. */
  function collect(q, all, by, some) {
    var hits = [];
    all.forEach(function (h) {
      for (var paper = 0; paper < h.size; paper++) {
        var at = h.base + paper;
        var worth = 0;
        var has = 0;
        var elsewhere = 0;
        for (var i = 0; i < by.length; i++) {
          var fields = by[i].fields[at];
          if (fields) {
            has++;
            worth += by[i].weights[at] * by[i].rare;
            elsewhere += fields === 8 ? 1 : 0;
          }
        }
        if ((some ? has > 0 : has === by.length) && (!q.id || id(h, paper).toLowerCase().startsWith(q.id)) && fits(q, h, paper)) {
          hits.push({ h: h, paper: paper, worth: worth, has: has, inAbstract: elsewhere > 0 });
        }
      }
    });
    return hits;
  }

  /** With places; within the days; of a paper that several days have, the newest; best first. */
  function ranked(q, hits) {
    var newest = new Map();
    hits.forEach(function (hit) {
      Object.assign(hit, place(hit.h, hit.paper));
      hit.id = id(hit.h, hit.paper);
      hit.score = parseInt(hit.h.scores[hit.paper], 36);
      hit.worth *= hit.kind === "others" ? 0.7 : 1;
      if (hit.date < q.from || hit.date > q.to) {
        return;
      }
      var other = newest.get(hit.id);
      if (!other || (other.kind === hit.kind ? other.date < hit.date : hit.kind === "papers")) {
        newest.set(hit.id, hit);
      }
    });
    return Array.from(newest.values()).sort(function (a, b) {
      return b.has - a.has || b.worth - a.worth || (a.kind === b.kind ? 0 : a.kind === "papers" ? -1 : 1)
        || b.score - a.score || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0) || a.row - b.row;
    });
  }

  /** What is to be marked in each field: words as they are folded, and runs of dense scripts. */
  function toMark(words, found) {
    var marks = {};
    ["title", "authors", "comment", "abstract"].forEach(function (name) {
      var mark = { words: new Set(), runs: [] };
      words.forEach(function (one, i) {
        if (one.fields & FIELDS[name]) {
          if (one.dense) {
            mark.runs.push(one.run);
          } else {
            found[i].hits.forEach(function (hit) { mark.words.add(hit[1]); });
          }
        }
      });
      marks[name] = mark;
    });
    return marks;
  }

  /**
   * The papers that answer a question, best first: how they were found in words, what is to be
   * marked, and of how many papers. stretch(heads, from, to) loads words.
   */
  function answer(q, all, stretch) {
    var papers = 0;
    // Signs alone ask for nothing, and not for everything.
    var nothing = !q.id && !q.words.length && !q.filters.length && q.from === "" && q.to === "9999";
    all.forEach(function (h) {
      h.base = papers;
      papers += h.size;
    });
    return Promise.all(q.words.map(function (one) { return variants(all, one, stretch); })).then(function (found) {
      var by = gather(all, q.words, found);
      var how = found.some(function (f) { return f.nearly && f.hits.length; }) ? "Not found as written. Nearly so: " : "";
      var hits = nothing ? [] : ranked(q, collect(q, all, by, false));
      if (!hits.length && q.words.length > 1) {
        how = "No paper has all of these words. With some of them: ";
        hits = ranked(q, collect(q, all, by, true));
      }
      return { papers: papers, how: how, hits: hits, found: toMark(q.words, found) };
    });
  }

  /** Where each place of a folded run stands in the run; null where characters grew together. */
  function places(text, run) {
    var at = [];
    var folded = "";
    var from = 0;
    Array.from(text).forEach(function (c) {
      var one = paperbeam.fold(c);
      for (var i = 0; i < one.length; i++) {
        at.push(one.length === c.length ? from + i : from);
      }
      folded += one;
      from += c.length;
    });
    at.push(text.length);
    return folded === run ? at : null;
  }

  /** The stretches of a text to be marked: [[from, to] ...], in order, none over another. */
  function marks(text, mark) {
    var found = [];
    for (var m of text.matchAll(RUN)) {
      var run = paperbeam.fold(m[0]);
      if (!DENSE.test(run)) {
        // Folding may have cut one run into several, or cut off what was too long.
        if (runs(m[0]).some(function (word) { return mark.words.has(cut(word)); })) {
          found.push([m.index, m.index + m[0].length]);
        }
        continue;
      }
      var at = places(m[0], run);
      for (var i = 0; i < run.length; i++) {
        var here = mark.runs.filter(function (r) { return run.startsWith(r, i); })
          .reduce(function (a, b) { return b.length > a.length ? b : a; }, "");
        if (here) {
          found.push(at ? [m.index + at[i], m.index + at[i + here.length]] : [m.index, m.index + m[0].length]);
          i = at ? i + here.length - 1 : run.length;
        }
      }
    }
    return found;
  }

  return { parse: parse, head: head, answer: answer, marks: marks };
})();
