"use strict";
// What every page shares: colours, formulas, and the marks that stay in this browser.
window.paperbeam = (function () {
  var MARKS = "paperbeam.marks";

  function read(key, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(key)) || otherwise;
    } catch (e) {
      return otherwise;
    }
  }

  function write(key, value) {
    try {
      localStorage.setItem(key, typeof value === "string" ? value : JSON.stringify(value));
    } catch (e) {
      // Private windows may refuse; the page works on, without memory.
    }
  }

  function typeset(root) {
    if (!window.katex) {
      return;
    }
    root.querySelectorAll(".tex:not(.done)").forEach(function (span) {
      var display = span.classList.contains("display");
      var source = span.textContent;
      var tex = display ? source.slice(2, -2) : source.slice(1, -1);
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
        span.textContent = source;
      }
    });
  }

  function save(name, type, text) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  // Braces that do not pair would end the entry early.
  function braces(text) {
    var depth = 0;
    for (var i = 0; i < text.length; i++) {
      if (text[i] === "\\") { i++; }
      else if (text[i] === "{") { depth++; }
      else if (text[i] === "}" && --depth < 0) { break; }
    }
    return depth === 0 && !/(^|[^\\])(\\\\)*\\$/.test(text) ? text : text.replace(/[{}\\]/g, "");
  }

  function tex(text) {
    return braces(text).split(/(\$[^$]+\$)/).map(function (part, i) {
      return i % 2 ? part : part.replace(/(^|[^\\])([&%#_])/g, "$1\\$2");
    }).join("");
  }

  function bibtex(papers) {
    return papers.map(function (p) {
      var year = (p.date || "").slice(0, 4);
      var fields = [
        "title = {" + tex(p.title) + "}",
        "author = {" + tex(p.authors) + "}",
        "year = {" + year + "}",
        "eprint = {" + p.id + "}",
        "archivePrefix = {arXiv}",
        "primaryClass = {" + tex((p.categories || "").split(" ")[0]) + "}",
        "url = {https://arxiv.org/abs/" + p.id + "}",
      ];
      return "@misc{arXiv:" + p.id + ",\n  " + fields.join(",\n  ") + "\n}\n";
    }).join("\n");
  }

  function list(papers) {
    return papers.map(function (p) {
      return p.title + "\n" + p.authors.replace(/ and /g, ", ")
        + "\nhttps://arxiv.org/abs/" + p.id + "\n";
    }).join("\n");
  }

  function themeButton() {
    var button = document.getElementById("theme");
    var root = document.documentElement;
    var dark = window.matchMedia("(prefers-color-scheme: dark)");
    function isDark() {
      return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
    }
    function label() {
      button.textContent = isDark() ? "Light" : "Dark";
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

  var shared = {
    typeset: typeset,
    marks: function () { return read(MARKS, {}); },
    keep: function (marks) { write(MARKS, marks); },
    saveList: function (papers) { save("papers.txt", "text/plain", list(papers)); },
    saveBibtex: function (papers) { save("papers.bib", "application/x-bibtex", bibtex(papers)); },
    bibtex: bibtex,
    list: list,
  };

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
  window.addEventListener("beforeprint", function () { typeset(document); });
  return shared;
})();
