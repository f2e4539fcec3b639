package org.paperbeam.pipeline.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jbibtex.BibTeXDatabase;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXParser;
import org.jbibtex.Key;
import org.jbibtex.ParseException;
import org.jbibtex.TokenMgrException;
import org.jbibtex.Value;
import org.paperbeam.latex.TexText;
import org.paperbeam.pipeline.options.UsageException;

/**
 * Reads what reference managers export: BibTeX, RIS, CSL JSON. Told apart by their contents, not
 * their names. Entries without a title are passed over.
 */
public final class ReferenceFile {
  private static final Pattern RIS = Pattern.compile("([A-Z][A-Z0-9])  - ?(.*)");
  private static final Pattern ARXIV_ID =
      Pattern.compile("(arxiv:)?([a-z-]+(\\.[A-Z]{2})?/\\d{7}|\\d{4}\\.\\d{4,5})(v\\d+)?");

  private ReferenceFile() {}

  /**
   * The file's papers, in its order.
   *
   * @param place for messages, e.g. {@code --from=refs.bib}
   * @throws UsageException when it is of no known form, or holds no title
   */
  public static List<Reference> read(String place, String text) {
    String plain = text.strip();
    List<Reference> found;
    if (plain.startsWith("[") || plain.startsWith("{")) {
      found = json(place, plain);
    } else if (plain.lines().anyMatch(line -> line.startsWith("TY  - "))) {
      found = ris(plain);
    } else if (plain.contains("@")) {
      found = bibtex(place, plain);
    } else if (!plain.isEmpty() && plain.lines().allMatch(ReferenceFile::isId)) {
      throw new UsageException(
          place
              + ": arXiv ids alone: init asks nobody for their titles; export BibTeX, RIS or CSL"
              + " JSON from your reference manager");
    } else {
      throw new UsageException(place + ": neither BibTeX, RIS nor CSL JSON");
    }
    if (found.isEmpty()) {
      throw new UsageException(place + ": holds no paper with a title");
    }
    return found;
  }

  private static boolean isId(String line) {
    return line.isBlank() || ARXIV_ID.matcher(line.strip()).matches();
  }

  private static List<Reference> bibtex(String place, String text) {
    BibTeXDatabase database;
    try {
      database = new BibTeXParser().parse(new StringReader(text));
    } catch (ParseException | TokenMgrException e) {
      throw new UsageException(
          place + ": not BibTeX: " + String.valueOf(e.getMessage()).split("\\R")[0], e);
    }
    List<Reference> found = new ArrayList<>();
    for (BibTeXEntry entry : database.getEntries().values()) {
      String title = field(entry, "title");
      if (!title.isEmpty()) {
        List<String> authors = new ArrayList<>();
        for (String name : field(entry, "author").split("\\s+and\\s+")) {
          if (!name.isBlank() && !name.equals("others")) {
            authors.add(givenFirst(name));
          }
        }
        String words = field(entry, "abstract") + ". " + field(entry, "keywords");
        found.add(new Reference(title, words, authors));
      }
    }
    return found;
  }

  private static String field(BibTeXEntry entry, String name) {
    Value value = entry.getField(new Key(name));
    return value == null
        ? ""
        : TexText.plain(value.toUserString())
            .replaceAll("[{}]", "")
            .replaceAll("\\s+", " ")
            .strip();
  }

  private static String givenFirst(String name) {
    int comma = name.indexOf(',');
    return comma < 0
        ? name.strip()
        : (name.substring(comma + 1).strip() + " " + name.substring(0, comma).strip()).strip();
  }

  private static List<Reference> ris(String text) {
    List<Reference> found = new ArrayList<>();
    String title = "";
    StringBuilder words = new StringBuilder();
    List<String> authors = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher field = RIS.matcher(line);
      if (!field.matches()) {
        continue;
      }
      String value = field.group(2).strip();
      switch (field.group(1)) {
        case "TI", "T1" -> title = value;
        case "AB", "N2", "KW" -> words.append(value).append(". ");
        case "AU", "A1" -> authors.add(givenFirst(value));
        case "ER" -> {
          if (!title.isEmpty()) {
            found.add(new Reference(title, words.toString(), authors));
          }
          title = "";
          words.setLength(0);
          authors.clear();
        }
        default -> {
          // A field of which nothing is wanted.
        }
      }
    }
    return found;
  }

  private static List<Reference> json(String place, String text) {
    JsonNode root;
    try {
      root = new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UsageException(
          place + ": not JSON: " + String.valueOf(e.getOriginalMessage()).split("\\R")[0], e);
    }
    JsonNode items = root.isArray() ? root : root.path("items");
    List<Reference> found = new ArrayList<>();
    for (JsonNode item : items) {
      String title = item.path("title").asText("").strip();
      if (!title.isEmpty()) {
        List<String> authors = new ArrayList<>();
        for (JsonNode author : item.path("author")) {
          authors.add(
              (author.path("given").asText("") + " " + author.path("family").asText("")).strip());
        }
        String words = item.path("abstract").asText("") + ". " + item.path("keyword").asText("");
        found.add(new Reference(title, words, authors));
      }
    }
    return found;
  }
}
