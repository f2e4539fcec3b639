package org.paperbeam.pipeline.settings;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.evaluation.Labels;
import org.paperbeam.marks.ReaderMarks;
import org.paperbeam.pipeline.options.UsageException;

/**
 * Reads a reader's labels. One paper a line: an arXiv id, bare, with a version, with {@code arXiv:}
 * or as an address; behind it, after a comma, semicolon or tab, whether it is wanted: yes or no,
 * true or false, 1 or 0, star or dislike, in any case. Or the marks that the pages export, JSON:
 * what is starred is wanted, what is disliked is not, and nothing is known of others. A first line
 * without an id is a heading; empty lines and those with {@code #} are left out.
 */
public final class LabelFile {
  private static final Pattern ID =
      Pattern.compile(
          "(?:https?://(?:www\\.)?arxiv\\.org/(?:abs|pdf)/|arxiv:)?"
              + "((?:\\d{4}\\.\\d{4,5}|[a-z-]+(?:\\.[a-z]{2})?/\\d{7}))(?:v\\d+)?(?:\\.pdf)?",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> YES = Set.of("yes", "y", "true", "1", "star", "starred", "like");
  private static final Set<String> NO =
      Set.of("no", "n", "false", "0", "dislike", "disliked", "not for me");

  private LabelFile() {}

  /**
   * The labels of a file.
   *
   * @throws UsageException when it cannot be read or holds something else; names the line
   */
  public static Labels read(String file) {
    PrefilterFile.Place place = PrefilterFile.Place.of(file);
    String text;
    try {
      text = place.folder().readIfPresent(place.name());
    } catch (IOException e) {
      throw new UsageException("--labelFile=" + file + " cannot be read", e);
    }
    if (text == null) {
      throw new UsageException("--labelFile=" + file + ": there is no such file");
    }
    return parse("--labelFile=" + file, text);
  }

  static Labels parse(String name, String text) {
    Map<String, Boolean> wanted = new HashMap<>();
    if (text.replace("\uFEFF", "").stripLeading().startsWith("{")) {
      return marks(name, text);
    }
    boolean list = true;
    String[] lines = text.replace("\uFEFF", "").split("\\R");
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("[,;\\t]", 3);
      Matcher id = ID.matcher(unquoted(parts[0]));
      if (!id.matches()) {
        if (wanted.isEmpty()) {
          continue;
        }
        throw new UsageException(name + ", line " + (i + 1) + ": no arXiv id");
      }
      Boolean label = parts.length == 1 ? Boolean.TRUE : label(unquoted(parts[1]));
      if (label == null) {
        throw new UsageException(
            name + ", line " + (i + 1) + ": the label must be yes or no, true or false, 1 or 0");
      }
      list &= parts.length == 1;
      wanted.put(id.group(1).toLowerCase(Locale.ROOT), label);
    }
    if (wanted.isEmpty()) {
      throw new UsageException(name + ": no arXiv id in it");
    }
    return new Labels(wanted, list);
  }

  private static Labels marks(String name, String text) {
    ReaderMarks marks;
    try {
      marks = ReaderMarks.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(name + ": " + e.getMessage(), e);
    }
    if (marks.papers().isEmpty()) {
      throw new UsageException(name + ": no star and no dislike in it");
    }
    return new Labels(marks.wanted(), false);
  }

  private static @Nullable Boolean label(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return YES.contains(lower) ? Boolean.TRUE : NO.contains(lower) ? Boolean.FALSE : null;
  }

  private static String unquoted(String text) {
    String bare = text.strip();
    return bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
        ? bare.substring(1, bare.length() - 1).strip()
        : bare;
  }
}
