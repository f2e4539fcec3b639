"use strict";
// Papers as reference managers take them: BibTeX, RIS, CSV, and a plain list.
(function () {
  function save(name, type, text) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  // Braces that do not pair would end the entry early. BibTeX counts those after a backslash too.
  function paired(text, counted) {
    var depth = 0;
    return (text.match(counted) || []).every(function (c) {
      depth += c === "{" ? 1 : c === "}" ? -1 : 0;
      return depth >= 0;
    }) && depth === 0;
  }

  function braces(text) {
    return paired(text, /[{}]/g) && paired(text, /\\[^]|[{}]/g) && !/(^|[^\\])(\\\\)*\\$/.test(text)
      ? text : text.replace(/[{}\\]/g, "");
  }

  function tex(text) {
    var out = "";
    var inMath = false;
    text = braces(text);
    var even = (text.match(/\\.|\$/g) || []).filter(function (c) { return c === "$"; }).length % 2 === 0;
    for (var i = 0; i < text.length; i++) {
      var c = text[i];
      if (c === "\\") { out += c + (text[++i] || ""); }
      else if (c === "$") {
        inMath = even && !inMath;
        out += even ? c : "\\$";
      }
      else if (c === "^" && !inMath) { out += "\\^{}"; }
      else { out += ((inMath ? "%#" : "&%#_").includes(c) ? "\\" : "") + c; }
    }
    return out;
  }

  // What a day's citations.js gives, by date and id.
  var known = {};
  var SITE = document.currentScript.src.replace(/assets\/[^\/]*$/, "");

  window.paperbeamCitations = function (date, rows) {
    known[date] = {};
    rows.forEach(function (r) {
      known[date][r[0]] = { plain: r[1], authors: r[2], categories: r[3], abstract: r[4] };
    });
  };

  /**
   * Gives done() the papers with all that their day knows of them: a star holds what the page showed
   * on which it was set, and an entry must not depend on that.
   */
  function whole(papers, done) {
    var dates = Array.from(new Set(papers.map(function (p) { return p.date; })))
      .filter(function (date) { return /^\d{4}-\d\d-\d\d$/.test(date) && !known[date]; });
    var left = dates.length + 1;
    function next() {
      left--;
      if (!left) {
        done(papers.map(function (p) { return Object.assign({}, p, (known[p.date] || {})[p.id]); }));
      }
    }
    dates.forEach(function (date) {
      var script = document.createElement("script");
      script.src = SITE + date + "/citations.js";
      // A day that is gone leaves what the star holds.
      script.onload = script.onerror = function () {
        script.remove();
        next();
      };
      document.head.append(script);
    });
    next();
  }

  // Names stand as BibTeX has them: "Last, First", "Last, Jr., First", "{The Team}"; in stars, which
  // may be shown without their day, "First Last".
  function names(p) {
    return (p.authors || "").split(/ and (?![^{}]*\})/)
      .filter(function (name) { return /[\p{L}\p{N}]/u.test(name); });
  }

  function person(name) {
    var whole = /^\{(.*)\}$/.exec(name);
    var parts = whole ? [whole[1]] : name.split(", ");
    if (parts.length === 2 && /^([js]r|i{2,3}|iv)\.?$/i.test(parts[1])) {
      parts = [name];
    }
    return parts.length > 2 ? { last: parts[0], suffix: parts[1], first: parts.slice(2).join(", ") }
      : { last: parts[0], suffix: "", first: parts[1] || "", whole: parts.length < 2 };
  }

  /** As it is spoken. */
  function spoken(name) {
    var p = person(name);
    return [p.first, p.last, p.suffix].filter(Boolean).join(" ");
  }

  /** Names in one line, for people. */
  function authors(p) { return names(p).map(spoken).join(", "); }

  function bibtexName(name) {
    var p = person(name);
    if (p.whole) {
      return /^\{/.test(name) || /,|collaboration|consortium|\bteam\b/i.test(name)
        ? "{" + tex(p.last) + "}" : tex(p.last);
    }
    return [p.last, p.suffix, p.first].filter(Boolean).map(tex).join(", ");
  }

  // An old paper that is cross-listed today is not of this year: the id says when it came.
  function year(p) {
    var digits = /^(?:[a-z.-]+\/)?(\d\d)\d\d/i.exec(p.id);
    return digits ? (digits[1] > "90" ? "19" : "20") + digits[1] : (p.date || "").slice(0, 4);
  }

  // arXiv registers one for every paper, and has done so for the old ones too, without the class in their id.
  function doi(p) { return "10.48550/arXiv." + p.id.replace(/\.[A-Z]{2}\//, "/"); }

  function page(p) { return "https://arxiv.org/abs/" + p.id; }

  function categories(p) { return (p.categories || "").split(" ").filter(Boolean); }

  function line(text) { return (text || "").replace(/\s+/g, " ").trim(); }

  function bibtex(papers) {
    return papers.map(function (p) {
      var fields = [
        "title = {" + tex(line(p.plain || p.title) || p.id) + "}",
        "author = {" + names(p).map(bibtexName).join(" and ") + "}",
        "year = {" + year(p) + "}",
        "eprint = {" + p.id + "}",
        "archivePrefix = {arXiv}",
        "primaryClass = {" + tex(categories(p)[0] || "") + "}",
        "doi = {" + doi(p) + "}",
        "url = {" + page(p) + "}",
        "keywords = {" + categories(p).map(tex).join(", ") + "}",
        "abstract = {" + tex(line(p.abstract)) + "}",
      ].filter(function (field) { return !/\{\}$/.test(field); });
      return "@misc{arXiv:" + p.id + ",\n  " + fields.join(",\n  ") + "\n}\n";
    }).join("\n");
  }

  // A field a line, and no line that a text could end.
  function ris(papers) {
    return papers.map(function (p) {
      var lines = [["TY", "UNPB"], ["ID", "arXiv:" + p.id], ["TI", line(p.plain || p.title) || p.id]];
      names(p).forEach(function (name) {
        var n = person(name);
        lines.push(["AU", [n.last, n.first, n.suffix].filter(Boolean).join(", ")]);
      });
      lines.push(["PY", year(p)], ["PB", "arXiv"], ["DO", doi(p)], ["UR", page(p)],
        ["L1", "https://arxiv.org/pdf/" + p.id]);
      categories(p).forEach(function (category) { lines.push(["KW", category]); });
      lines.push(["AB", line(p.abstract)], ["ER", ""]);
      return lines.filter(function (l) { return l[1] || l[0] === "ER"; })
        .map(function (l) { return l[0] + "  - " + line(l[1]); }).join("\r\n") + "\r\n";
    }).join("\r\n");
  }

  // A table program takes what begins so for a formula.
  function cell(text) {
    text = line(text);
    text = /^[=+\-@]/.test(text) ? "'" + text : text;
    return /[",]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function csv(papers) {
    var head = ["arxiv_id", "title", "authors", "year", "date", "categories", "doi", "url", "abstract"];
    return [head].concat(papers.map(function (p) {
      return [p.id, p.plain || p.title || p.id, names(p).map(spoken).join("; "), year(p), p.date || "",
        categories(p).join(" "), doi(p), page(p), p.abstract || ""];
    })).map(function (row) { return row.map(cell).join(",") + "\r\n"; }).join("");
  }

  function list(papers) {
    return papers.map(function (p) {
      return (p.plain || p.title || p.id) + "\n" + authors(p) + "\n" + page(p) + "\n";
    }).join("\n");
  }

  var FORMS = {
    list: { button: "Save list", file: "papers.txt", type: "text/plain", write: list },
    bibtex: { button: "Save BibTeX", file: "papers.bib", type: "application/x-bibtex", write: bibtex },
    ris: { button: "Save RIS", file: "papers.ris", type: "application/x-research-info-systems", write: ris },
    // With a mark by which table programs know the encoding.
    csv: { button: "Save CSV", file: "papers.csv", type: "text/csv", write: function (p) { return "\ufeff" + csv(p); } },
  };

  /** Lets the buttons save what papers() gives. */
  function onSave(papers) {
    Object.keys(FORMS).forEach(function (name) {
      document.getElementById("export-" + name).addEventListener("click", function () {
        whole(papers(), function (all) {
          save(FORMS[name].file, FORMS[name].type, FORMS[name].write(all));
        });
      });
    });
  }

  /** How many starred papers the buttons would save; 0 for all that are shown. */
  function labelButtons(stars) {
    Object.keys(FORMS).forEach(function (name) {
      document.getElementById("export-" + name).textContent = FORMS[name].button + (stars ? " (" + stars + " ★)" : "");
    });
  }

  Object.assign(window.paperbeam, {
    bibtex: bibtex, ris: ris, csv: csv, list: list, authors: authors, onSave: onSave, saveFile: save, labelButtons: labelButtons,
  });
})();
