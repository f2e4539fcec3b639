"use strict";
// A reader's marks: starred, read, not for them. They stay in this browser. Where `paperbeam serve` shows
// the pages it keeps them in the output folder, and what it keeps is what counts: all browsers agree.
(function () {
  var MARKS = "paperbeam.marks";
  var UNSENT = "paperbeam.unsent";
  var KINDS = ["star", "read", "dislike"];
  var LABELS = { star: "Star", read: "Mark read", dislike: "Not for me" };
  var SAID = { star: "starred", read: "read", dislike: "not for me" };
  var TOLD = ["title", "plain", "authors", "date", "categories"];
  var MOST = 20000;
  // More than any title or list of authors that a page holds.
  var LONGEST = 10000;
  // Buttons of longer lists are made when their papers come near.
  var AT_ONCE = 60;
  // Where the server takes marks; other servers and files have none.
  var SERVER = document.documentElement.dataset.marks;
  // Holds the marks of this page when the browser does not keep them.
  var unkept = null;
  var unsent = null;
  var sending = false;
  var refreshers = [];

  function isObject(value) { return !!value && typeof value === "object" && !Array.isArray(value); }

  function stored(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch (e) {
      // Not ours, or refused: as if there were none.
      return null;
    }
  }

  // What the browser kept last, and as it was read: a list asks for each of its papers.
  var lastText = null;
  var lastRead = {};

  /** All marks, to be changed and given to keep(). */
  function marks() { return Object.assign({}, remembered()); }

  /** The same, to be looked at only. */
  function remembered() {
    if (unkept) {
      return unkept;
    }
    var now = null;
    try {
      now = localStorage.getItem(MARKS);
    } catch (e) {
      // Refused: as if there were none.
    }
    if (now !== lastText) {
      lastText = now;
      lastRead = good(stored(MARKS));
    }
    return lastRead;
  }

  function good(found) {
    var good = {};
    if (isObject(found)) {
      Object.keys(found).forEach(function (id) {
        if (isObject(found[id])) {
          good[id] = found[id];
        }
      });
    }
    return good;
  }

  function save(all) {
    unkept = paperbeam.write(MARKS, JSON.stringify(all)) ? null : all;
    return !unkept;
  }

  /** Says whether anybody will know them tomorrow. */
  function keep(all) {
    var before = marks();
    var changed = Object.keys(Object.assign({}, before, all)).filter(function (id) {
      return JSON.stringify(before[id]) !== JSON.stringify(all[id]);
    });
    var kept = save(all);
    if (SERVER && changed.length) {
      waiting();
      changed.forEach(function (id) { unsent.add(id); });
      paperbeam.write(UNSENT, JSON.stringify(Array.from(unsent)));
      send();
    }
    return kept || !!SERVER;
  }

  /** The ids that the server does not know yet: those of a browser that it has not met are all. */
  function waiting() {
    if (!unsent) {
      var ids = stored(UNSENT);
      unsent = new Set(Array.isArray(ids) ? ids : Object.keys(marks()));
    }
    return unsent;
  }

  /** Hands over what changed here, and takes what the server has. */
  function send() {
    if (!SERVER || sending) {
      return;
    }
    sending = true;
    var all = marks();
    var given = {};
    waiting().forEach(function (id) { given[id] = all[id] || null; });
    var ids = Object.keys(given);
    fetch(SERVER, ids.length ? {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(given),
    } : {}).then(function (answer) {
      return answer.ok ? answer.json() : answer.text().then(function (text) { throw new Error(text); });
    }).then(function (kept) {
      sending = false;
      var now = marks();
      ids.forEach(function (id) {
        if (JSON.stringify(now[id] || null) === JSON.stringify(given[id])) {
          unsent.delete(id);
        }
      });
      unsent.forEach(function (id) {
        delete kept[id];
        if (now[id]) {
          kept[id] = now[id];
        }
      });
      save(kept);
      paperbeam.write(UNSENT, JSON.stringify(Array.from(unsent)));
      if (said(kept) !== said(now)) {
        refreshers.forEach(function (refresh) { refresh(); });
      }
      if (unsent.size) {
        send();
      }
    }).catch(function (e) {
      sending = false;
      say("paperbeam serve did not take your marks; this browser keeps them and offers them again. " + e.message);
    });
  }

  /** What is marked how, whatever else is known of the papers. */
  function said(all) {
    return Object.keys(all).sort().map(function (id) {
      return id + KINDS.map(function (kind) { return all[id][kind] ? 1 : 0; }).join("");
    }).join();
  }

  function say(text) {
    var note = document.getElementById("marks-trouble") || document.createElement("p");
    note.id = "marks-trouble";
    note.className = "notice";
    note.setAttribute("role", "status");
    note.textContent = text;
    document.querySelector("main").prepend(note);
  }

  /** Sets a mark or takes it back; a star and "not for me" exclude each other. Says whether it is kept. */
  function toggle(card, kind) {
    var all = marks();
    var m = Object.assign({}, all[card.id], card);
    m[kind] = !m[kind];
    if (m[kind] && kind !== "read") {
      delete m[kind === "star" ? "dislike" : "star"];
    }
    KINDS.forEach(function (k) {
      if (!m[k]) {
        delete m[k];
      }
    });
    if (KINDS.some(function (k) { return m[k]; })) {
      all[card.id] = m;
    } else {
      delete all[card.id];
    }
    return keep(all);
  }

  /** What is known of a paper by a list, which tells less than the page of its day. */
  function card(known) {
    var before = remembered()[known.id] || {};
    var date = /^\d{4}-/.test(known.date) ? known.date : before.date || "";
    return Object.assign({}, known, before, { id: known.id, date: date });
  }

  function show(buttons, id) {
    var m = remembered()[id] || {};
    buttons.querySelectorAll("button").forEach(function (b) {
      b.setAttribute("aria-pressed", String(!!m[b.className]));
    });
  }

  /** A button a mark; known() tells of the paper, done(kept) is called after a change. */
  function buttons(known, done) {
    var p = document.createElement("span");
    var paper = known();
    p.className = "marks";
    KINDS.forEach(function (kind) {
      var b = document.createElement("button");
      b.type = "button";
      b.className = kind;
      b.textContent = LABELS[kind];
      b.setAttribute("aria-label", LABELS[kind] + ": " + (paper.plain || paper.id));
      b.addEventListener("click", function () {
        var kept = toggle(known(), kind);
        show(p, paper.id);
        done(kept, kind);
      });
      p.append(b);
    });
    show(p, paper.id);
    return p;
  }

  function id(li) {
    var link = li.querySelector("a.title");
    return li.dataset.id || (link ? link.href.split("#p")[1] : "");
  }

  /** Of a paper in a list. */
  function listed(li) {
    var link = li.querySelector("a.title");
    var date = li.dataset.date || (/(\d{4}-\d\d-\d\d)\/(?:index|others)\.html#p/.exec(link.href) || ["", ""])[1];
    var authors = li.querySelector(".meta");
    return card({
      id: id(li),
      title: paperbeam.plain(link),
      plain: paperbeam.plain(link),
      authors: (li.dataset.authors || (authors ? authors.textContent : "")).split(", ").join(" and "),
      date: date,
      categories: li.dataset.categories || "",
    });
  }

  function refused(kept) {
    if (!kept) {
      say("This browser does not keep marks: they are gone when you leave the page.");
    }
  }

  function addButtons(li) {
    if (li.querySelector(".marks") || !/^[\w.\/-]+$/.test(id(li)) || !listed(li).date) {
      return;
    }
    li.append(buttons(function () { return listed(li); }, function (kept, kind) {
      refused(kept);
      decorate();
      li.dispatchEvent(new CustomEvent("marked", { bubbles: true, detail: kind }));
    }));
  }

  var near = window.IntersectionObserver && new IntersectionObserver(function (seen) {
    seen.forEach(function (one) {
      if (one.isIntersecting) {
        near.unobserve(one.target);
        addButtons(one.target);
      }
    });
  }, { rootMargin: "800px" });

  /** Shows the marks of the papers of lists, and lets them be set. */
  function decorate() {
    var all = marks();
    document.querySelectorAll(".ranked li").forEach(function (li, i) {
      var link = li.querySelector("a.title");
      if (!link) {
        return;
      }
      var m = all[id(li)] || {};
      KINDS.forEach(function (kind) { li.classList.toggle("has-" + kind, !!m[kind]); });
      var note = li.querySelector(".marked");
      var set = KINDS.filter(function (kind) { return m[kind]; });
      if (!note && set.length) {
        note = document.createElement("span");
        note.className = "marked sr";
        link.after(note);
      }
      if (note) {
        note.textContent = set.map(function (kind) { return " " + SAID[kind]; }).join("");
      }
      var box = li.querySelector(".marks");
      if (box) {
        show(box, id(li));
      } else if (i < AT_ONCE || !near) {
        addButtons(li);
      } else {
        near.observe(li);
      }
    });
  }

  // Another tab, another browser, or the way back to this page may bring other marks.
  function onMarks(refresh) {
    refreshers.push(refresh);
    window.addEventListener("storage", function (e) {
      if (e.key === MARKS || e.key === null) { refresh(); }
    });
    window.addEventListener("pageshow", function (e) {
      if (e.persisted) { refresh(); }
    });
  }

  /** What a file or a link may bring: marks and nothing else. */
  function checked(found) {
    var good = {};
    Object.keys(isObject(found) ? found : {}).slice(0, MOST).forEach(function (key) {
      var one = found[key];
      if (!/^[\w.\/-]{1,60}$/.test(key) || !isObject(one) || !KINDS.some(function (k) { return one[k] === true; })) {
        return;
      }
      good[key] = { id: key };
      KINDS.forEach(function (k) {
        if (one[k] === true) { good[key][k] = true; }
      });
      TOLD.forEach(function (k) {
        if (typeof one[k] === "string") { good[key][k] = one[k].slice(0, LONGEST); }
      });
    });
    return good;
  }

  /** Adds marks to those that are there, which lose none; of a star and "not for me" the new one holds. */
  function add(brought) {
    var all = marks();
    Object.keys(brought).forEach(function (key) {
      var m = Object.assign({}, all[key] || {});
      Object.keys(brought[key]).forEach(function (k) {
        if (brought[key][k]) { m[k] = brought[key][k]; }
      });
      if (m.star && m.dislike) {
        delete m[brought[key].star ? "dislike" : "star"];
      }
      all[key] = m;
    });
    return keep(all);
  }

  /** The marks as the part of an address behind #marks=, without what a day's page tells anyway. */
  function toLink(all) {
    return Object.keys(checked(all)).map(function (key) {
      return key + "~" + KINDS.filter(function (k) { return all[key][k]; }).map(function (k) { return k[0]; }).join("")
        + "~" + (all[key].date || "");
    }).join(",");
  }

  function fromLink(text) {
    var found = {};
    text.split(",").forEach(function (entry) {
      var parts = entry.split("~");
      var one = { date: /^\d{4}-\d\d-\d\d$/.test(parts[2]) ? parts[2] : "" };
      KINDS.forEach(function (k) { one[k] = (parts[1] || "").includes(k[0]); });
      found[parts[0]] = one;
    });
    return checked(found);
  }

  /** Puts a text where others can paste it; done(ok) says whether the browser let us. */
  function copy(text, done) {
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { done(true); }, function () { done(false); });
    } else {
      done(false);
    }
  }

  // The keys of a day's page, in lists; where there is a list of results, in that one.
  function rows() {
    return Array.from(document.querySelectorAll(document.getElementById("results") ? "#results li" : ".ranked li")).filter(function (li) {
      return !li.hidden && li.querySelector("a.title") && li.checkVisibility();
    });
  }

  function move(step) {
    var all = rows();
    var at = all.indexOf(document.activeElement.closest(".ranked li"));
    var next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))];
    if (next) {
      next.tabIndex = -1;
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    }
  }

  document.addEventListener("keydown", function (e) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) && e.target.type !== "checkbox";
    if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector("#papers .paper")) {
      return;
    }
    if (typing) {
      if (e.key === "Escape") {
        e.target.blur();
      }
      return;
    }
    var li = document.activeElement.closest(".ranked li");
    var filter = document.getElementById("filter");
    var kind = { s: "star", r: "read", x: "dislike" }[e.key];
    if (e.key === "j") { move(1); }
    else if (e.key === "k") { move(-1); }
    else if (e.key === "/" && filter) { filter.focus(); }
    else if (li && e.key === "o" && li.querySelector("details")) {
      li.querySelector("details").open = !li.querySelector("details").open;
    }
    else if (li && kind) {
      addButtons(li);
      var b = li.querySelector(".marks ." + kind);
      if (b) { b.click(); }
    }
    else { return; }
    e.preventDefault();
  });

  Object.assign(window.paperbeam, {
    KINDS: KINDS, marks: marks, keep: keep, toggle: toggle, card: card, buttons: buttons, decorate: decorate,
    onMarks: onMarks, checked: checked, addMarks: add, toLink: toLink, fromLink: fromLink, copy: copy, refused: refused,
  });
  onMarks(decorate);
  decorate();
  send();
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible") { send(); }
  });
})();
