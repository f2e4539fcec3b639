"use strict";
// A day's page: sort, filter, keys and marks.
(function () {
  var tools = document.getElementById("tools");
  var papers = Array.from(document.querySelectorAll(".day .paper"));
  window.addEventListener("hashchange", function () { goTo(location.hash); });
  document.addEventListener("click", function (e) {
    // The same address again is no change of it.
    var link = e.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) {
      goTo(link.hash);
    }
  });
  if (!tools) {
    goTo(location.hash);
    return;
  }
  var FILTERS = ["filter", "least", "category", "topic", "match", "starred", "unread", "wanted"].filter(get);
  var marks = paperbeam.marks();
  var current = -1;

  function get(id) { return document.getElementById(id); }

  papers.forEach(function (paper, i) {
    var d = paper.dataset;
    paper.order = i;
    paper.plain = paperbeam.plain(paper.querySelector("h2"));
    paper.dot = document.querySelector(".scorechart a[href='#" + CSS.escape(paper.id) + "']");
    paper.words = paperbeam.fold([paper.plain, d.title, d.authors, d.id, d.categories, d.topic || ""]
      .concat(Array.from(paper.querySelectorAll(".comment, .abstract p"), paperbeam.plain)).join(" "));
    var buttons = document.createElement("p");
    buttons.className = "marks";
    buttons.append(button(paper, "star", "Star"), button(paper, "read", "Mark read"), button(paper, "dislike", "Not for me"));
    paper.querySelector("details").before(buttons);
    paper.querySelector(".links").append(" ", sender(paper, "Copy link", copyLink));
    if (navigator.share) {
      paper.querySelector(".links").append(" ", sender(paper, "Share", share));
    }
    show(paper);
  });

  function button(paper, kind, label) {
    var b = document.createElement("button");
    b.type = "button";
    b.className = kind;
    b.textContent = label;
    b.setAttribute("aria-label", label + ": " + paper.plain);
    b.addEventListener("click", function () { toggle(paper, kind); });
    return b;
  }

  function sender(paper, label, send) {
    var b = document.createElement("button");
    b.type = "button";
    b.className = "send";
    b.textContent = label;
    b.setAttribute("aria-label", label + ": " + paper.plain);
    b.addEventListener("click", function () { send(paper, b); });
    return b;
  }

  /** Where others can read it: this page when they can open it too, or else arXiv's. */
  function address(paper) {
    return /^https?:$/.test(location.protocol) && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname)
      ? location.href.split("#")[0] + "#" + paper.id : "https://arxiv.org/abs/" + paper.dataset.id;
  }

  function copyLink(paper, b) {
    paperbeam.copy(address(paper), function (copied) {
      b.textContent = copied ? "Copied" : address(paper);
    });
  }

  function share(paper) {
    navigator.share({ title: paper.plain, text: paper.plain, url: address(paper) }).catch(function () {
      // The reader has thought better of it.
    });
  }

  function mark(paper) { return marks[paper.dataset.id] || {}; }

  /** What the starred page and the exports need to know of a paper. */
  function card(paper) {
    var d = paper.dataset;
    return { id: d.id, title: d.title, plain: paper.plain, authors: d.authors, date: d.date, categories: d.categories };
  }

  function toggle(paper, kind) {
    get("unkept").hidden = paperbeam.toggle(card(paper), kind);
    marks = paperbeam.marks();
    show(paper);
    apply();
  }

  function show(paper) {
    var m = mark(paper);
    paperbeam.KINDS.forEach(function (kind) {
      paper.classList.toggle("has-" + kind, !!m[kind]);
      paper.querySelector("button." + kind).setAttribute("aria-pressed", m[kind] ? "true" : "false");
    });
  }

  function fits(paper) {
    var d = paper.dataset;
    var topic = get("topic");
    var words = paperbeam.fold(get("filter").value).split(/\s+/).filter(Boolean);
    return words.every(function (w) { return paper.words.includes(w); })
      && Number(d.score) >= Number(get("least").value)
      && (!get("category").value || d.categories.split(" ").includes(get("category").value))
      && (!topic || !topic.value || topicOf(paper) === topic.value)
      && (!get("match").checked || d.match === "yes")
      && (!get("starred").checked || !!mark(paper).star)
      && (!get("unread").checked || !mark(paper).read)
      && (!get("wanted").checked || !mark(paper).dislike);
  }

  var orders = {
    score: function (a, b) { return a.order - b.order; },
    relevance: function (a, b) { return number(b, "relevance") - number(a, "relevance") || a.order - b.order; },
    novelty: function (a, b) { return number(b, "novelty") - number(a, "novelty") || a.order - b.order; },
    id: function (a, b) { return a.dataset.id < b.dataset.id ? -1 : 1; },
    title: function (a, b) { return a.plain.localeCompare(b.plain); },
    topic: function (a, b) { return place(a) - place(b) || a.order - b.order; },
  };

  /** Where a paper's topic stands among those of the day, as the page lists them. */
  function place(paper) {
    var options = Array.from(get("topic").options, function (o) { return o.value; });
    return options.indexOf(topicOf(paper));
  }

  function topicOf(paper) { return paper.dataset.topic || "Other"; }

  function number(paper, key) { return Number(paper.dataset[key] || 0); }

  function apply() {
    var shown = 0;
    papers.forEach(function (paper) {
      paper.hidden = !fits(paper);
      shown += paper.hidden ? 0 : 1;
      if (paper.dot) {
        paper.dot.classList.toggle("out", paper.hidden);
      }
    });
    get("shown").textContent = shown === papers.length
      ? papers.length + (papers.length === 1 ? " paper" : " papers")
      : shown + " of " + papers.length + " papers";
    get("nothing").hidden = shown > 0;
    label();
    var stars = visible().filter(function (p) { return mark(p).star; }).length;
    paperbeam.labelButtons(stars);
  }

  // The way back to this page brings back what was chosen; its address stays as it is.
  function remember() {
    var chosen = {};
    FILTERS.concat("sort", "open").forEach(function (id) {
      chosen[id] = get(id).type === "checkbox" ? get(id).checked : get(id).value;
    });
    history.replaceState({ chosen: chosen }, "");
  }

  function recall(chosen) {
    FILTERS.concat("sort", "open").forEach(function (id) {
      if (get(id).type === "checkbox") {
        get(id).checked = chosen[id] === true;
      } else {
        get(id).value = String(chosen[id]);
        if (get(id).value !== String(chosen[id])) {
          get(id).selectedIndex = 0;
        }
      }
    });
  }

  function showAll() {
    FILTERS.forEach(function (id) {
      get(id).checked = false;
      get(id).value = id === "least" ? "0" : get(id).type === "checkbox" ? "on" : "";
    });
    apply();
    remember();
  }

  function sort() {
    // Those of followed authors stay in their place.
    document.querySelectorAll(".day .group").forEach(function (h) { h.remove(); });
    var grouped = get("sort").value === "topic";
    var last = new Map();
    papers.slice().sort(orders[get("sort").value]).forEach(function (p) {
      if (grouped && last.get(p.parentNode) !== topicOf(p)) {
        last.set(p.parentNode, topicOf(p));
        var heading = document.createElement("p");
        heading.className = "group";
        heading.textContent = topicOf(p);
        p.parentNode.append(heading);
      }
      p.parentNode.append(p);
    });
    current = -1;
    label();
  }

  /** The heading of a group says how many of it are shown; one without any goes. */
  function label() {
    document.querySelectorAll(".day .group").forEach(function (heading) {
      var shown = 0;
      for (var p = heading.nextElementSibling; p && !p.matches(".group"); p = p.nextElementSibling) {
        shown += p.matches(".paper:not([hidden])") ? 1 : 0;
      }
      heading.hidden = shown === 0;
      heading.dataset.count = shown === 1 ? "1 paper" : shown + " papers";
    });
  }

  function openAll() {
    papers.forEach(function (p) { p.querySelector("details").open = get("open").checked; });
  }

  function visible() {
    return Array.from(document.querySelectorAll(".day .paper:not([hidden])"));
  }

  function chosen() {
    var all = visible();
    var stars = all.filter(function (p) { return mark(p).star; });
    return (stars.length ? stars : all).map(card);
  }

  function move(step) {
    var all = visible();
    var focused = all.indexOf(focusedPaper());
    current = Math.max(0, Math.min(all.length - 1, (focused >= 0 ? focused : current) + step));
    if (all[current]) {
      all[current].focus({ preventScroll: true });
      // Where it is read: at the top, whatever its length.
      all[current].scrollIntoView({ block: "start" });
    }
  }

  function focusedPaper() {
    return document.activeElement && document.activeElement.closest(".paper");
  }

  /** A link to a paper shows it, whatever is filtered, with its abstract. */
  function goTo(hash) {
    var paper = papers.find(function (p) { return "#" + p.id === hash; });
    if (paper) {
      if (paper.hidden) {
        showAll();
      }
      paper.querySelector("details").open = true;
      paper.focus({ preventScroll: true });
      paper.scrollIntoView();
    } else if (hash === "#others" || hash === "#numbers") {
      get(hash.slice(1)).open = true;
    } else if (/^#p[\w.\/-]+$/.test(hash)) {
      paperbeam.others.goTo("[id='" + hash.slice(1) + "']");
    }
  }

  document.addEventListener("keydown", function (e) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) && e.target.type !== "checkbox";
    if (e.ctrlKey || e.metaKey || e.altKey) {
      return;
    }
    if (typing) {
      if (e.key === "Escape") {
        e.target.blur();
      }
      return;
    }
    var paper = focusedPaper();
    if (e.key === "j") { move(1); }
    else if (e.key === "k") { move(-1); }
    else if (e.key === "/") { get("filter").focus(); }
    else if (paper && e.key === "o") {
      var details = paper.querySelector("details");
      details.open = !details.open;
    }
    else if (paper && e.key === "s") { toggle(paper, "star"); }
    else if (paper && e.key === "r") { toggle(paper, "read"); }
    else if (paper && e.key === "x") { toggle(paper, "dislike"); }
    else { return; }
    e.preventDefault();
  });

  // The scores that papers of this day have: without novelty they are others.
  Array.from(new Set(papers.map(function (p) { return number(p, "score"); }))).filter(Boolean)
    .sort(function (a, b) { return a - b; })
    .forEach(function (score) {
      var count = papers.filter(function (p) { return number(p, "score") >= score; }).length;
      get("least").append(new Option(score + " or more (" + count + ")", score));
    });

  FILTERS.forEach(function (id) { get(id).addEventListener("input", apply); });
  get("sort").addEventListener("input", sort);
  get("open").addEventListener("input", openAll);
  tools.addEventListener("change", remember);
  get("all").addEventListener("click", showAll);
  paperbeam.onSave(chosen);
  paperbeam.onMarks(function () {
    marks = paperbeam.marks();
    papers.forEach(show);
    apply();
  });
  var before = history.state && history.state.chosen;
  if (before) {
    recall(before);
  }
  // The papers come first; what is chosen is seen.
  get("choices").open = FILTERS.slice(1).some(function (id) { return get(id).checked || !/^(|0|on)$/.test(get(id).value); });
  tools.hidden = false;
  if (get("sort").value !== "score") {
    sort();
  }
  if (get("open").checked) {
    openAll();
  }
  apply();
  goTo(location.hash);
})();
