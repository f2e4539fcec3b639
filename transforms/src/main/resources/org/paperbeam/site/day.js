"use strict";
// A day's page: sort, filter, keys, stars and read marks.
(function () {
  var tools = document.getElementById("tools");
  if (!tools) {
    return;
  }
  var box = document.getElementById("papers");
  var papers = Array.from(box.querySelectorAll(".paper"));
  var marks = paperbeam.marks();
  var current = -1;

  function get(id) { return document.getElementById(id); }

  papers.forEach(function (paper, i) {
    paper.order = i;
    paper.words = paper.textContent.toLowerCase();
    var buttons = document.createElement("p");
    buttons.className = "marks";
    buttons.append(button(paper, "star", "Star"), button(paper, "read", "Read"));
    paper.querySelector("details").before(buttons);
    show(paper);
  });

  function button(paper, kind, label) {
    var b = document.createElement("button");
    b.type = "button";
    b.className = kind;
    b.textContent = label;
    b.addEventListener("click", function () { toggle(paper, kind); });
    return b;
  }

  function mark(paper) { return marks[paper.dataset.id] || {}; }

  function toggle(paper, kind) {
    marks = paperbeam.marks();
    var m = mark(paper);
    m[kind] = !m[kind];
    var d = paper.dataset;
    ["title", "authors", "date", "categories"].forEach(function (k) { m[k] = d[k]; });
    marks[d.id] = m;
    if (!m.star && !m.read) {
      delete marks[d.id];
    }
    paperbeam.keep(marks);
    show(paper);
    apply();
  }

  function show(paper) {
    var m = mark(paper);
    ["star", "read"].forEach(function (kind) {
      paper.classList.toggle("has-" + kind, !!m[kind]);
      paper.querySelector("button." + kind).setAttribute("aria-pressed", m[kind] ? "true" : "false");
    });
  }

  function fits(paper) {
    var d = paper.dataset;
    var topic = get("topic");
    var words = get("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    return words.every(function (w) { return paper.words.includes(w); })
      && Number(d.score) >= Number(get("least").value)
      && (!get("category").value || d.categories.split(" ").includes(get("category").value))
      && (!topic || !topic.value || (d.topic || "Other") === topic.value)
      && (!get("match").checked || d.match === "yes")
      && (!get("starred").checked || !!mark(paper).star)
      && (!get("unread").checked || !mark(paper).read);
  }

  var orders = {
    score: function (a, b) { return a.order - b.order; },
    relevance: function (a, b) { return number(b, "relevance") - number(a, "relevance") || a.order - b.order; },
    novelty: function (a, b) { return number(b, "novelty") - number(a, "novelty") || a.order - b.order; },
    id: function (a, b) { return a.dataset.id < b.dataset.id ? -1 : 1; },
    title: function (a, b) { return a.dataset.title.localeCompare(b.dataset.title); },
  };

  function number(paper, key) { return Number(paper.dataset[key] || 0); }

  function apply() {
    var shown = 0;
    papers.forEach(function (paper) {
      paper.hidden = !fits(paper);
      shown += paper.hidden ? 0 : 1;
    });
    get("shown").textContent = shown === papers.length
      ? papers.length + (papers.length === 1 ? " paper" : " papers")
      : shown + " of " + papers.length + " papers";
    get("nothing").hidden = shown > 0;
  }

  function sort() {
    papers.slice().sort(orders[get("sort").value]).forEach(function (p) { box.append(p); });
    current = -1;
  }

  function visible() {
    return Array.from(box.querySelectorAll(".paper:not([hidden])"));
  }

  function chosen() {
    var all = visible();
    var stars = all.filter(function (p) { return mark(p).star; });
    return (stars.length ? stars : all).map(function (p) { return p.dataset; });
  }

  function move(step) {
    var all = visible();
    var focused = all.indexOf(document.activeElement && document.activeElement.closest(".paper"));
    current = Math.max(0, Math.min(all.length - 1, (focused >= 0 ? focused : current) + step));
    if (all[current]) {
      all[current].focus({ preventScroll: true });
      all[current].scrollIntoView({ block: "nearest" });
    }
  }

  function focusedPaper() {
    return document.activeElement && document.activeElement.closest(".paper");
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
    else { return; }
    e.preventDefault();
  });

  ["filter", "least", "category", "topic", "match", "starred", "unread"].forEach(function (id) {
    if (get(id)) {
      get(id).addEventListener("input", apply);
    }
  });
  get("sort").addEventListener("input", sort);
  get("open").addEventListener("input", function () {
    papers.forEach(function (p) { p.querySelector("details").open = get("open").checked; });
  });
  get("export-list").addEventListener("click", function () { paperbeam.saveList(chosen()); });
  get("export-bibtex").addEventListener("click", function () { paperbeam.saveBibtex(chosen()); });
  tools.hidden = false;
  // A browser that keeps a form's values over a reload shows them filtered.
  sort();
  apply();
  if (location.hash) {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      target.scrollIntoView();
    }
  }
})();
