"use strict";
// Runs before the page is drawn, so that the chosen colours do not flash in late.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("paperbeam.theme");
    if (theme === "light" || theme === "dark") {
      root.dataset.theme = theme;
    }
  } catch (e) {
    root.classList.add("no-storage");
  }
})();
