"use strict";
// What every page shares: colours, formulas, and how text is read and shown.
window.paperbeam = (function () {
  var ASSETS = document.currentScript.src.replace(/[^\/]*$/, "");
  var typesetterAsked = false;

  function write(key, text) {
    try {
      localStorage.setItem(key, text);
      return true;
    } catch (e) {
      // Private windows may refuse, and a site's share may be full; the page works on.
      return false;
    }
  }

  function load(path, kind, done) {
    var e = document.createElement(kind);
    if (kind === "link") {
      e.rel = "stylesheet";
      e.href = ASSETS + path;
    } else {
      e.src = ASSETS + path;
      e.onload = done;
    }
    document.head.append(e);
  }

  function source(span) { return span.dataset.tex || span.textContent; }

  function typeset(root) {
    if (!window.katex) {
      return;
    }
    root.querySelectorAll(".tex:not(.done)").forEach(function (span) {
      var text = source(span);
      var tex = span.classList.contains("display") ? text.slice(2, -2) : text.slice(1, -1);
      span.dataset.tex = text;
      span.classList.add("done");
      try {
        katex.render(tex, span, {
          displayMode: false,
          throwOnError: true,
          strict: "ignore",
          trust: false,
          maxSize: 10,
          maxExpand: 200,
        });
      } catch (e) {
        span.textContent = text;
      }
    });
  }

  /** An element's text with formulas as they were written. */
  function plain(element) {
    var copy = element.cloneNode(true);
    copy.querySelectorAll(".tex").forEach(function (span) { span.textContent = source(span); });
    return copy.textContent;
  }

  /** Fills an element; prose gets its text by write(element, text), formulas are typeset. */
  function fill(element, text, write) {
    text.split(/(\$\$[^$]+\$\$|\$[^$\s](?:[^$]*[^$\s])?\$(?!\d)|\$(?=[^$]*[\\^_=<>{}])[^$\s](?:[^$]*[^$\s])?\$)/).forEach(function (part, i) {
      if (i % 2) {
        var span = document.createElement("span");
        span.className = part.startsWith("$$") ? "tex display" : "tex";
        span.textContent = part;
        element.append(span);
      } else if (part) {
        write(element, part);
      }
    });
    if (element.querySelector(".tex")) {
      if (!window.katex && !typesetterAsked) {
        typesetterAsked = true;
        load("katex/katex.min.css", "link");
        load("katex/katex.min.js", "script", function () { typeset(document); });
      }
      typeset(element);
    }
  }

  /** Text as people type it who have no accents on their keyboard. */
  function fold(text) {
    if (/^[\x00-\x7f]*$/.test(text)) {
      return text.toLowerCase();
    }
    // As SearchWords.java does; syllables of Hangul and kana with their marks become one again.
    return text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "")
      .replace(/[øłđðßæœı]/g, function (c) {
        return { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i" }[c];
      }).normalize("NFC");
  }

  /** E.g. Tue 25 Mar 2025. */
  function day(date) {
    var d = new Date(date + "T00:00:00Z");
    if (isNaN(d)) {
      return "";
    }
    var parts = d.toUTCString().split(" ");
    return parts[0].replace(",", "") + " " + Number(parts[1]) + " " + parts[2] + " " + parts[3];
  }

  function themeButton() {
    var button = document.getElementById("theme");
    var root = document.documentElement;
    var dark = window.matchMedia("(prefers-color-scheme: dark)");
    function isDark() {
      return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
    }
    function label() {
      button.querySelector(".word").textContent = isDark() ? "Light" : "Dark";
      button.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
    }
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      write("paperbeam.theme", root.dataset.theme);
      label();
    });
    dark.addEventListener("change", label);
    label();
    button.hidden = false;
  }

  themeButton();
  // Abstracts wait until they are opened.
  document.querySelectorAll(".tex").forEach(function (span) {
    if (!span.closest("details")) {
      typeset(span.parentNode);
    }
  });
  document.querySelectorAll("details").forEach(function (details) {
    details.addEventListener("toggle", function () { typeset(details); });
  });
  // Not every browser prints what is folded.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    typeset(document);
    folded = Array.from(document.querySelectorAll(".abstract:not([open])"));
    folded.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (details) { details.open = false; });
  });

  return { typeset: typeset, plain: plain, fill: fill, fold: fold, day: day, write: write };
})();
