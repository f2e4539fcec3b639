package org.paperbeam.semanticscholar;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.hash.Sha256;
import org.paperbeam.json.JsonForm;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;

/**
 * What the service said of papers, a file a question: {@code
 * authors-HOST-PATH/TIME/FIRST..LAST-HASH.jsonl}, where the ids of the file lie between the first
 * and the last in the order of texts. So one listing tells which files can hold what is looked for,
 * and no other is read. Papers that the service did not know are not kept: it learns of most within
 * days.
 *
 * <p>Nothing here is needed: a file that is gone is asked for again, and one that is not as it was
 * written is removed, told and asked for again.
 */
final class AuthorCache {
  /**
   * How long an answer is good. An h-index grows by one or two a year, and a cut-off at 20 does not
   * turn on a month of it; a wrongly attributed paper is put right within weeks.
   */
  static final int FRESH_DAYS = 30;

  private static final Duration FRESH = Duration.ofDays(FRESH_DAYS);

  private static final JsonForm<Line> FORM = JsonForm.of(Line.class);
  private static final String BETWEEN = "..";

  /** A paper's authors. */
  record Line(String id, List<Author> authors) {}

  private final @Nullable Folder folder;

  private final Consumer<String> damaged;

  private AuthorCache(@Nullable Folder folder, Consumer<String> damaged) {
    this.folder = folder;
    this.damaged = damaged;
  }

  /**
   * The part that belongs to one service.
   *
   * @param cache null keeps nothing
   * @param damaged takes the path of each file that was not as it was written
   */
  static AuthorCache of(@Nullable Folder cache, String serviceUrl, Consumer<String> damaged) {
    if (cache == null) {
      return new AuthorCache(null, damaged);
    }
    URI uri = URI.create(serviceUrl);
    String port = uri.getPort() < 0 ? "" : "-" + uri.getPort();
    String place = uri.getHost() + port + (uri.getPath() == null ? "" : uri.getPath());
    return new AuthorCache(
        cache.folder("authors-" + place.replaceAll("[^A-Za-z0-9.-]+", "-")), damaged);
  }

  /** What is known of these papers and still good, by id; forgets what is not. */
  Map<String, List<Author>> find(SortedSet<String> ids, Instant now) throws IOException {
    Map<String, List<Author>> known = new HashMap<>();
    if (folder == null || ids.isEmpty()) {
      return known;
    }
    List<String> old = new ArrayList<>();
    // Oldest first, so that the newest answer stays.
    for (String name : folder.list("*/*.jsonl")) {
      Instant asked = asked(name);
      if (asked == null || asked.plus(FRESH).isBefore(now)) {
        old.add(name);
      } else if (mayHold(name, ids)) {
        StoredFile file = folder.find(name);
        List<Line> lines = lines(name, file);
        if (file != null && lines.isEmpty()) {
          // No file is written without a line.
          damaged.accept(folder + "/" + name);
          old.add(name);
        }
        for (Line line : lines) {
          if (ids.contains(line.id())) {
            known.put(line.id(), line.authors());
          }
        }
      }
    }
    folder.delete(old);
    return known;
  }

  /** Keeps the answer to one question. */
  void add(Map<String, List<Author>> answers, Instant now) throws IOException {
    if (folder == null || answers.isEmpty()) {
      return;
    }
    SortedMap<String, List<Author>> sorted = new TreeMap<>(answers);
    StringBuilder text = new StringBuilder();
    sorted.forEach((id, authors) -> text.append(FORM.line(new Line(id, authors))).append('\n'));
    String range = inName(sorted.firstKey()) + BETWEEN + inName(sorted.lastKey());
    folder.write(
        now.toEpochMilli() + "/" + range + "-" + hash(text.toString()) + ".jsonl", text.toString());
  }

  /** The name's end, by which a file that is not as it was written shows. */
  private static String hash(String text) {
    return Sha256.of(text).substring(0, 8);
  }

  /** When the file's question was asked; null when its name is none of ours. */
  private static @Nullable Instant asked(String name) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.indexOf('/'))));
    } catch (NumberFormatException | DateTimeException notOurs) {
      return null;
    }
  }

  private static boolean mayHold(String name, SortedSet<String> ids) {
    int between = name.indexOf(BETWEEN);
    int end = name.lastIndexOf('-');
    if (between < 0 || end < between) {
      return false;
    }
    String first = ofName(name.substring(name.indexOf('/') + 1, between));
    String last = ofName(name.substring(between + BETWEEN.length(), end));
    SortedSet<String> from = ids.tailSet(first);
    return !from.isEmpty() && from.first().compareTo(last) <= 0;
  }

  private static List<Line> lines(String name, @Nullable StoredFile file) {
    try {
      boolean whole = file != null && name.endsWith("-" + hash(file.text()) + ".jsonl");
      return whole ? FORM.lines(file.bytes()) : List.of();
    } catch (IllegalArgumentException spoilt) {
      // Asked again.
      return List.of();
    }
  }

  /** Old ids have a slash; no id has an underscore. */
  private static String inName(String id) {
    return id.replace('/', '_');
  }

  private static String ofName(String name) {
    return name.replace('_', '/');
  }
}
