"use strict";
// The papers of a day that are not selected: loaded and listed when somebody wants to see them.
window.paperbeam.others = (function () {
  var box = document.getElementById("others");
  var list = document.getElementById("others-list");
  var status = document.getElementById("others-status");
  var add = paperbeam.rows.add;
  var shown = null;

  function text(e, part) { e.append(part); }

  function item(row) {
    var li = document.createElement("li");
    li.id = "p" + row[0];
    li.tabIndex = -1;
    li.dataset.id = row[0];
    li.dataset.pair = row[8];
    var a = add(li, "a", "title", "");
    a.href = "https://arxiv.org/abs/" + row[0];
    paperbeam.fill(a, row[1], text);
    add(li, "span", "meta", row[2]);
    var meta = add(li, "span", "meta", row[4] + (row[4] ? " · " : ""));
    add(meta, "span", "why", row[7]);
    meta.append(" · " + row[5] + " ", paperbeam.rows.marks(row, box.dataset.date, function () {
      document.getElementById("others-status").textContent =
        "This browser does not keep marks: they are gone when you leave the page.";
    }));
    if (row[3]) {
      paperbeam.fill(add(li, "span", "meta said", ""), row[3], text);
    }
    return li;
  }

  /** Lists them once; the promise is kept when they stand there. */
  function show() {
    if (!shown) {
      status.textContent = "Loading…";
      shown = paperbeam.rows.load("../", box.dataset.date, "others").then(function (rows) {
        var group = "";
        var ul = null;
        rows.forEach(function (row) {
          if (row[6] !== group) {
            group = row[6];
            var h = add(list, "h3", "", group + " ");
            add(h, "span", "count", String(rows.filter(function (r) { return r[6] === group; }).length));
            ul = add(list, "ul", "ranked dropped", "");
          }
          ul.append(item(row));
        });
        status.textContent = "";
        paperbeam.decorate();
      });
      shown.catch(function (e) {
        status.textContent = e.message;
        shown = null;
      });
    }
    return shown;
  }

  /** Opens the list and goes to the first of them that a selector finds. */
  function goTo(selector) {
    if (!box) {
      return;
    }
    box.open = true;
    show().then(function () {
      var all = list.querySelectorAll(selector);
      list.querySelectorAll(".hit").forEach(function (li) { li.classList.remove("hit"); });
      all.forEach(function (li) { li.classList.add("hit"); });
      if (all[0]) {
        all[0].focus({ preventScroll: true });
        all[0].scrollIntoView();
      }
    }, function () {});
  }

  if (box) {
    box.addEventListener("toggle", function () {
      if (box.open) {
        show();
      }
    });
    document.querySelectorAll(".scorechart a[data-pair]").forEach(function (a) {
      a.addEventListener("click", function (e) {
        e.preventDefault();
        goTo("[data-pair='" + a.dataset.pair + "']");
      });
    });
  }
  return { goTo: goTo };
})();
