package org.paperbeam.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.Seal;
import org.paperbeam.records.ConservationException;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.records.RunMarks;
import org.paperbeam.storage.FileFacts;
import org.paperbeam.storage.Folder;

/** {@code digests/YYYY-MM/YYYY-MM-DD.md} and {@code .json} of an output folder. */
public final class DigestFiles {
  private static final String JSON = ".json";
  private static final String MARKDOWN = ".md";

  /** A field of the JSON: the checksum of the Markdown beside it. */
  private static final String MARKDOWN_SUM = "markdown_crc32c";

  private static final Pattern SUM =
      Pattern.compile("\"" + MARKDOWN_SUM + "\"\\s*:\\s*\"([0-9a-f]{8})\"");

  private DigestFiles() {}

  /**
   * Writes both files, each only when it says something else; run ids and times do not count.
   * Returns whether the JSON is this digest's now, its run id and its times too.
   *
   * @param notices takes a sentence for each file that stood there and was not as it had been
   *     written
   */
  public static boolean write(Folder output, Digest digest, Consumer<String> notices)
      throws IOException {
    String path = path(digest.date());
    String text = MarkdownDigest.write(digest);
    String sum = Seal.sum(text);
    String json = RunMarks.sealed(Seal.with(DigestJson.write(digest), MARKDOWN_SUM, sum));
    String before = output.readIfPresent(path + JSON);
    String problem = before == null ? null : problem(before);
    if (problem != null) {
      notices.accept(Seal.writtenAnew(output + "/" + path + JSON, problem));
    }
    String sumBefore = before == null ? null : markdownSum(before);
    String textBefore = output.readIfPresent(path + MARKDOWN);
    if (!text.equals(textBefore)) {
      if (textBefore != null && isSpoilt(textBefore, sumBefore, problem)) {
        notices.accept(
            Seal.writtenAnew(
                output + "/" + path + MARKDOWN, "it is not what the day's records said"));
      }
      // Before its checksum: whoever dies in between leaves a text that the next run writes too.
      output.write(path + MARKDOWN, text);
    }
    // Older versions kept no checksum of the text; that alone is no reason to write.
    boolean otherSum = sumBefore != null && !sumBefore.equals(sum);
    boolean changed = problem != null || otherSum || !RunMarks.sameWithout(before, json);
    if (changed) {
      output.write(path + JSON, json);
    }
    return changed;
  }

  /**
   * Whether a text that is written anew was not as it had been written.
   *
   * @param sum of the text, as the JSON beside it says; null when that says none
   * @param problem with that JSON; null when there is none
   */
  private static boolean isSpoilt(String text, @Nullable String sum, @Nullable String problem) {
    return sum == null ? problem != null : !sum.equals(Seal.sum(text));
  }

  private static @Nullable String markdownSum(String json) {
    // Inside of a text quotes are escaped, so this finds the field only.
    Matcher sum = SUM.matcher(json);
    return sum.find() ? sum.group(1) : null;
  }

  /** What is wrong with the text of a digest; null when nothing is. */
  private static @Nullable String problem(String text) {
    try {
      Digest unused = open(text);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /** Throws {@link IllegalArgumentException} for what was not written so. */
  private static Digest open(String text) {
    Digest digest = DigestJson.read(text);
    if (RunMarks.isBroken(text)) {
      throw new IllegalArgumentException(Seal.OTHER_SUM);
    }
    return digest;
  }

  /** The dates that have a digest, oldest first. */
  public static List<String> dates(Folder output) throws IOException {
    List<String> dates = new ArrayList<>();
    for (String path : output.list("digests/*/*" + JSON)) {
      String date = path.substring(path.lastIndexOf('/') + 1, path.length() - JSON.length());
      if (path.equals(path(date) + JSON)) {
        dates.add(date);
      }
    }
    return dates;
  }

  /** The dates of a month ({@code YYYY-MM}) that have a digest, oldest first. */
  public static List<String> dates(Folder output, String month) throws IOException {
    return new ArrayList<>(listed(output, month).keySet());
  }

  /** Whether a date has a digest. */
  public static boolean exists(Folder output, String date) throws IOException {
    return output.find(path(date) + JSON) != null;
  }

  /** What a listing tells of the digests of a month ({@code YYYY-MM}), by their dates. */
  public static SortedMap<String, FileFacts> listed(Folder output, String month)
      throws IOException {
    SortedMap<String, FileFacts> listed = new TreeMap<>();
    for (FileFacts file : output.facts("digests/" + month + "/*" + JSON).values()) {
      String name = file.name();
      String date = name.substring(name.lastIndexOf('/') + 1, name.length() - JSON.length());
      if (name.equals(path(date) + JSON)) {
        listed.put(date, file);
      }
    }
    return listed;
  }

  /** A digest as its JSON file has it; equal digests have the same text. */
  public static String text(Digest digest) {
    return DigestJson.write(digest);
  }

  /** Reads {@link #text}; throws {@link IllegalArgumentException} that says what is wrong. */
  public static Digest parse(String text) {
    return DigestJson.read(text);
  }

  /** Reads a day's digest; throws {@link IOException} naming the file when it cannot be read. */
  public static Digest read(Folder output, String date) throws IOException {
    String path = path(date) + JSON;
    String text = output.readIfPresent(path);
    if (text == null) {
      throw new IOException("there is no " + output + "/" + path);
    }
    try {
      return open(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "cannot read " + output + "/" + path + ": " + e.getMessage() + "; run that date again",
          e);
    }
  }

  /**
   * The same, made of the day's records where the file cannot be read; null when there is none, and
   * when its records cannot be read either.
   *
   * @param unreadable takes a sentence that says which file cannot be read, and why
   */
  public static @Nullable Digest readIfPossible(
      Folder output, String date, Consumer<String> unreadable) throws IOException {
    String text = output.readIfPresent(path(date) + JSON);
    try {
      return text == null ? null : open(text);
    } catch (IllegalArgumentException anotherForm) {
      String problem = anotherForm.getMessage();
      Digest digest = null;
      String then = ", and so not what it shows; run that date again";
      try {
        DayRecords day = RecordFiles.read(output, date);
        if (day != null) {
          digest = Digest.of(day);
          then = ": what it shows is taken from the day's records; run that date again";
        }
      } catch (IOException | ConservationException alsoSpoilt) {
        problem += "; " + alsoSpoilt.getMessage();
      }
      unreadable.accept(
          "%s/%s cannot be read (%s)%s".formatted(output, path(date) + JSON, problem, then));
      return digest;
    }
  }

  /** Removes the digests of these dates. */
  public static void delete(Folder output, List<String> dates) throws IOException {
    List<String> paths = new ArrayList<>();
    for (String date : dates) {
      paths.add(path(date) + JSON);
      paths.add(path(date) + MARKDOWN);
    }
    output.delete(paths);
  }

  private static String path(String date) {
    return "digests/" + (date.length() < 7 ? date : date.substring(0, 7)) + "/" + date;
  }
}
