package org.paperbeam.pipeline.profile;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.paperbeam.pipeline.options.UsageException;

/**
 * Reads {@code authors.csv}: the header {@code name,semantic_scholar_id}, then a row an author.
 * Empty lines and lines that start with {@code #} are left out.
 */
final class AuthorsCsv {
  private static final List<String> HEADER = List.of("name", "semantic_scholar_id");
  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setCommentMarker('#')
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .setTrim(true)
          .get();

  private AuthorsCsv() {}

  /**
   * The authors in the file's order.
   *
   * @param file the name for messages
   * @throws UsageException naming file and line
   */
  static List<FollowedAuthor> read(String file, String text) {
    List<FollowedAuthor> authors = new ArrayList<>();
    Map<String, Long> lines = new HashMap<>();
    boolean header = false;
    try (CSVParser parser = FORMAT.parse(new StringReader(text))) {
      for (CSVRecord row : parser) {
        long line = parser.getCurrentLineNumber();
        if (!header) {
          if (!row.toList().equals(HEADER)) {
            throw wrong(file, line, "the first line must be " + String.join(",", HEADER));
          }
          header = true;
          continue;
        }
        FollowedAuthor author = author(file, line, row);
        Long before = lines.putIfAbsent(author.semanticScholarId(), line);
        if (before != null) {
          throw wrong(
              file,
              line,
              "the id " + author.semanticScholarId() + " stands in line " + before + " already");
        }
        authors.add(author);
      }
    } catch (IOException e) {
      throw new UsageException(file + ": not CSV: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new UsageException(file + ": not CSV: " + e.getCause().getMessage(), e);
    }
    return authors;
  }

  private static FollowedAuthor author(String file, long line, CSVRecord row) {
    if (row.size() != HEADER.size()) {
      throw wrong(file, line, row.size() + " columns, not 2: name,semantic_scholar_id");
    }
    if (row.get(0).isEmpty()) {
      throw wrong(file, line, "the name is missing");
    }
    if (!ID.matcher(row.get(1)).matches()) {
      throw wrong(
          file, line, "\"" + row.get(1) + "\" is no Semantic Scholar author id: it is a number");
    }
    return new FollowedAuthor(row.get(0), row.get(1));
  }

  private static UsageException wrong(String file, long line, String what) {
    return new UsageException(file + ":" + line + ": " + what);
  }
}
