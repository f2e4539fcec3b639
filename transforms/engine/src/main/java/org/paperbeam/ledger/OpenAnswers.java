package org.paperbeam.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that are not under their months yet: one file each in {@code open/RUN_ID/}, in groups
 * there once there are many, and those of older versions in {@code segments/}. Safe for many
 * threads, workers and runs.
 *
 * <p>Where a retention policy keeps a file that is not needed any more, a file beside it says so.
 */
final class OpenAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(OpenAnswers.class);

  private static final String OPEN = "open/";
  private static final String OLD = "segments/";
  private static final String SINGLE = ".json";
  private static final String GROUP = ".jsonl";

  /** Names files of its folder that are kept by a policy and not needed. */
  private static final String KEPT = ".kept";

  /** Names files that are damaged: what could be read of them stands elsewhere. */
  private static final String ASIDE = ".aside";

  private final Folder folder;

  OpenAnswers(Folder folder) {
    this.folder = folder;
  }

  /** Keeps an answer; it is safe when this returns. */
  void append(LedgerEntry entry) throws IOException {
    // Ids are unique: what stands there already is this very answer.
    folder.writeIf(WriteCondition.absent(), single(entry), LedgerLines.write(entry) + "\n");
  }

  private static String single(LedgerEntry entry) {
    return OPEN + entry.getRunId() + "/" + entry.getId() + SINGLE;
  }

  /**
   * Puts answers of one run, each kept already, into one file.
   *
   * @return whether their own files are gone; false where a retention policy keeps them
   */
  boolean group(List<LedgerEntry> entries) throws IOException {
    String runId = entries.get(0).getRunId();
    // Its name says how many it holds, and how many groups the run had before.
    int number = folder.list(OPEN + runId + "/*" + GROUP).size() + 1;
    String name =
        "%sgroup-%06d-%d-%s%s"
            .formatted(
                OPEN + runId + "/",
                number,
                entries.size(),
                UUID.randomUUID().toString().substring(0, 8),
                GROUP);
    StringBuilder lines = new StringBuilder();
    entries.forEach(entry -> lines.append(LedgerLines.write(entry)).append('\n'));
    folder.write(name, lines.toString());
    return remove(entries.stream().map(OpenAnswers::single).toList());
  }

  /** The runs that have answers here, needed or not. */
  Set<String> runs() throws IOException {
    Set<String> runs = new TreeSet<>();
    for (String file : folder.list(OPEN + "*/*")) {
      runs.add(file.substring(OPEN.length(), file.lastIndexOf('/')));
    }
    return runs;
  }

  /** The files of one run that are needed. */
  List<String> filesOf(String runId) throws IOException {
    return needed(folder.list(OPEN + runId + "/*"));
  }

  /** The files of every run that are needed. */
  List<String> files() throws IOException {
    return needed(folder.list(OPEN + "*/*"));
  }

  /** Those of them that may hold answers with that id or a later one: groups may hold any. */
  List<String> filesSince(String firstId) throws IOException {
    return files().stream()
        .filter(
            file ->
                file.endsWith(GROUP)
                    || file.substring(file.lastIndexOf('/') + 1).compareTo(firstId) >= 0)
        .toList();
  }

  /** Files of an older version that are needed. */
  List<String> oldFiles() throws IOException {
    return needed(folder.list(OLD + "*"));
  }

  private List<String> needed(List<String> files) throws IOException {
    Set<String> kept = new HashSet<>();
    for (String file : files) {
      if (file.endsWith(KEPT) || file.endsWith(ASIDE)) {
        String names = folder.readIfPresent(file);
        if (names != null) {
          names.lines().forEach(kept::add);
        }
      }
    }
    return files.stream()
        .filter(file -> file.endsWith(SINGLE) || file.endsWith(GROUP))
        .filter(file -> !kept.contains(file))
        .toList();
  }

  /**
   * Removes files whose answers stand elsewhere by now.
   *
   * @return false when a retention policy keeps any
   */
  boolean remove(List<String> files) throws IOException {
    List<String> kept = folder.delete(files);
    if (kept.isEmpty()) {
      return true;
    }
    note(kept, KEPT);
    LOG.info("{} files of {} are kept by a retention policy", kept.size(), folder);
    return false;
  }

  /** Reads these files no more; they stay for whoever can mend them. */
  void setAside(List<String> files) throws IOException {
    if (!files.isEmpty()) {
      note(files, ASIDE);
    }
  }

  private void note(List<String> files, String ending) throws IOException {
    String in = files.get(0).substring(0, files.get(0).lastIndexOf('/') + 1);
    folder.write(in + UUID.randomUUID() + ending, String.join("\n", files) + "\n");
  }

  /** Whether files are still there only because a retention policy kept them. */
  boolean hasKept() throws IOException {
    return !keptNotes().isEmpty();
  }

  private List<String> keptNotes() throws IOException {
    List<String> files = new ArrayList<>(folder.list(OPEN + "*/*" + KEPT));
    files.addAll(folder.list(OLD + "*" + KEPT));
    return files;
  }

  /** Tries again to remove what was kept. */
  void removeKept() throws IOException {
    for (String file : keptNotes()) {
      String names = folder.readIfPresent(file);
      if (names != null && folder.delete(names.lines().toList()).isEmpty()) {
        folder.delete(List.of(file));
      }
    }
  }

  /**
   * Hands over the answers of a file. What a crash tore, with no line end, is no answer, which is
   * told, and only means to ask again.
   *
   * @param warnings takes a sentence for each line that is not what was written, with its file
   * @throws IOException also for a file of one answer that is whole and none: somebody wrote over
   *     what was paid
   */
  void read(String file, Consumer<LedgerEntry> sink, Consumer<String> warnings) throws IOException {
    StoredFile found = folder.find(file);
    String path = folder + "/" + file;
    if (found == null) {
      LOG.debug("{} was put elsewhere while it was read", path);
    } else if (file.endsWith(SINGLE)) {
      readSingle(path, found.text(), sink, warnings);
    } else {
      int good = LedgerLines.read(path, found.bytes(), file.startsWith(OPEN), sink, warnings);
      int lines = linesOf(file);
      int there = (int) found.text().lines().count();
      if (there == 0 || there < lines) {
        warnings.accept(
            "%s %s: %d of its %s answers are there, the others are asked for again"
                .formatted(
                    path,
                    there == 0 ? "is empty" : "is cut",
                    good,
                    lines == 0 ? "unknown number of" : String.valueOf(lines)));
      }
    }
  }

  /** What the name of a group says; 0 for files of older versions. */
  private static int linesOf(String file) {
    String[] words = file.substring(file.lastIndexOf('/') + 1).split("-");
    boolean group = words.length == 4 && words[0].equals("group") && words[2].matches("\\d{1,9}");
    return group ? Integer.parseInt(words[2]) : 0;
  }

  /** Tells of groups of a run that are gone: their numbers leave a gap. */
  void tellOfGaps(List<String> files, Consumer<String> warnings) {
    Set<String> numbers = new HashSet<>();
    Set<String> last = new TreeSet<>();
    for (String file : files) {
      int at = file.lastIndexOf("/group-");
      if (at >= 0) {
        numbers.add(file.substring(0, at + 13));
        last.add(file.substring(0, at + 13));
      }
    }
    for (String number : last) {
      int n = Integer.parseInt(number.substring(number.length() - 6));
      String before = number.substring(0, number.length() - 6) + "%06d".formatted(n - 1);
      if (n > 1 && !numbers.contains(before)) {
        warnings.accept(
            "%s/%s-*%s is gone, its answers are asked for again".formatted(folder, before, GROUP));
      }
    }
  }

  private static void readSingle(
      String path, String text, Consumer<LedgerEntry> sink, Consumer<String> warnings)
      throws IOException {
    try {
      sink.accept(LedgerLines.read(text.strip()));
    } catch (SealedLine.Broken e) {
      if (text.endsWith("\n")) {
        throw new IOException(
            "%s is no answer: it was paid for; restore the file, or remove it to ask again"
                .formatted(path),
            e);
      }
      warnings.accept(path + " is no whole answer: it is asked for again");
    }
  }
}
