package org.paperbeam.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.PlainText;
import org.paperbeam.marks.ReaderMarks;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/**
 * {@code marks.json} of an output folder: which papers a reader has starred, read, or does not
 * want, by their arXiv ids, with what a list shows of them. Written whole, under the condition that
 * nobody else has written it since it was read. Safe for many threads and servers.
 */
final class MarksFile {
  /** Where it stands in the output folder. */
  static final String NAME = ReaderMarks.FILE;

  /** More papers than anybody marks; those of ten years, a hundred a week. */
  private static final int MOST = 50_000;

  private static final int LONGEST = 10_000;

  private static final Pattern ID = Pattern.compile("[\\w./-]{1,60}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, @Nullable Mark>> FORM =
      new TypeReference<>() {};

  /**
   * What a reader says of a paper; at least one of the first three holds.
   *
   * @param title as arXiv has it
   * @param plain the title with TeX undone
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  record Mark(
      boolean star,
      boolean read,
      boolean dislike,
      @Nullable String date,
      @Nullable String title,
      @Nullable String plain,
      @Nullable String authors,
      @Nullable String categories) {
    /** Whether it says anything. */
    boolean holds() {
      return star || read || dislike;
    }
  }

  /** Changes that are refused, with one line that says why. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }
  }

  private final Folder output;

  MarksFile(Folder output) {
    this.output = output;
  }

  /** All marks, JSON; an empty object when there are none. */
  byte[] read() throws IOException {
    StoredFile stored = output.find(NAME);
    return stored == null ? "{}\n".getBytes(StandardCharsets.UTF_8) : stored.bytes();
  }

  /**
   * Sets or removes marks and returns all of them.
   *
   * @param changes JSON: a mark by an id, null for none any more
   * @throws RefusedException for anything else, and for more than {@value #MOST} marked papers
   */
  byte[] change(byte[] changes) throws IOException, RefusedException {
    Map<String, @Nullable Mark> asked = checked(parse(changes, "the request"));
    while (true) {
      StoredFile stored = output.find(NAME);
      Map<String, @Nullable Mark> all =
          stored == null ? new TreeMap<>() : parse(stored.bytes(), NAME);
      for (Map.Entry<String, @Nullable Mark> change : asked.entrySet()) {
        Mark mark = change.getValue();
        if (mark == null || !mark.holds()) {
          all.remove(change.getKey());
        } else {
          all.put(change.getKey(), mark);
        }
      }
      if (all.size() > MOST) {
        throw new RefusedException("more than " + MOST + " papers cannot be marked");
      }
      byte[] bytes = write(all);
      if (output.writeIf(WriteCondition.unchangedSince(stored), NAME, bytes)) {
        return bytes;
      }
    }
  }

  private static Map<String, @Nullable Mark> parse(byte[] json, String what)
      throws IOException, RefusedException {
    try {
      TreeMap<String, @Nullable Mark> marks =
          JSON.readerFor(FORM)
              .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(json);
      if (marks == null) {
        throw new RefusedException(what + " holds no marks");
      }
      return marks;
    } catch (JsonProcessingException e) {
      throw new RefusedException(what + " cannot be read as marks: " + e.getOriginalMessage());
    }
  }

  private static Map<String, @Nullable Mark> checked(Map<String, @Nullable Mark> marks)
      throws RefusedException {
    Map<String, @Nullable Mark> good = new TreeMap<>();
    for (Map.Entry<String, @Nullable Mark> one : marks.entrySet()) {
      if (!ID.matcher(one.getKey()).matches()) {
        throw new RefusedException("a mark is of no arXiv id");
      }
      Mark mark = one.getValue();
      good.put(
          one.getKey(),
          mark == null
              ? null
              : new Mark(
                  mark.star(),
                  mark.read(),
                  mark.dislike(),
                  mark.date() != null && DATE.matcher(mark.date()).matches() ? mark.date() : null,
                  clean(mark.title()),
                  clean(mark.plain()),
                  clean(mark.authors()),
                  clean(mark.categories())));
    }
    return good;
  }

  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : PlainText.cut(PlainText.clean(text), LONGEST);
  }

  /** A line a paper, in the order of their ids. */
  private static byte[] write(Map<String, @Nullable Mark> marks) throws IOException {
    StringBuilder text = new StringBuilder("{");
    String before = "\n";
    for (Map.Entry<String, @Nullable Mark> mark : marks.entrySet()) {
      text.append(before).append(JSON.writeValueAsString(mark.getKey())).append(": ");
      text.append(JSON.writeValueAsString(mark.getValue()));
      before = ",\n";
    }
    return text.append("\n}\n").toString().getBytes(StandardCharsets.UTF_8);
  }
}
