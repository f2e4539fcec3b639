package org.paperbeam.ledger;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's files. Serialisable; every method is safe for many threads, workers and runs at
 * once. Files are only ever added whole; an open one is removed after its segment is there.
 */
public final class Ledger implements Serializable {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final long serialVersionUID = 1L;
  private static final String OPEN = "open/";
  private static final String SEGMENTS = "segments/";

  private static final JsonForm<LedgerEntry> FORM = JsonForm.of(LedgerEntry.class);

  private final Folder folder;

  private Ledger(Folder folder) {
    this.folder = folder;
  }

  /** The ledger in that folder, which need not exist. */
  public static Ledger in(Folder folder) {
    return new Ledger(folder);
  }

  /** The batches that are at a service and not answered. */
  public OpenBatches batches() {
    return new OpenBatches(folder.folder("batches"));
  }

  /** The models that were stopped because their answers are of no use. */
  public Brakes brakes() {
    return new Brakes(folder.folder("brakes"));
  }

  /** What other runs add from now on. */
  public NewLedgerEntries newEntriesBesides(String runId) throws IOException {
    return new NewLedgerEntries(this, runId);
  }

  /** Keeps an answer; it is safe when this returns. */
  public void append(LedgerEntry entry) throws IOException {
    // Ids are unique: what stands there already is this very answer.
    folder.writeIf(
        WriteCondition.absent(),
        OPEN + entry.getRunId() + "/" + entry.getId() + ".json",
        FORM.line(entry) + "\n");
  }

  /** Every answer that one run has kept so far and not yet put into its segment. */
  List<LedgerEntry> openEntries(String runId) throws IOException {
    List<LedgerEntry> entries = new ArrayList<>();
    for (String file : folder.list(OPEN + runId + "/*.json")) {
      readOpenFile(file, entries::add);
    }
    return entries;
  }

  /**
   * Every answer that one run has kept so far, by time: those not yet put into its segment, and
   * those of the segment. A runner may start a lane again when the run's last step is under way.
   */
  public List<LedgerEntry> entriesOf(String runId) throws IOException {
    Map<String, LedgerEntry> entries = new TreeMap<>();
    // An answer that moves in between stands in both.
    openEntries(runId).forEach(entry -> entries.put(entry.getId(), entry));
    String segment = folder.readIfPresent(SEGMENTS + runId + ".jsonl");
    if (segment != null) {
      segment.lines().forEach(l -> entry(l).ifPresent(entry -> entries.put(entry.getId(), entry)));
    }
    return List.copyOf(entries.values());
  }

  /** Hands over the answers of runs that did not end in order, or still go on. */
  public void readOpen(Consumer<LedgerEntry> sink) throws IOException {
    List<String> files = openFiles();
    Set<String> closed = closed(files);
    for (String file : files) {
      if (!closed.contains(id(file))) {
        readOpenFile(file, sink);
      }
    }
  }

  /**
   * The ids of open files that stand in a segment of their run already: a crash between the two
   * leaves them, and so does a retention policy, for as long as it lasts.
   */
  private Set<String> closed(List<String> files) throws IOException {
    Set<String> runs = files.stream().map(Ledger::run).collect(Collectors.toSet());
    Set<String> ids = new HashSet<>();
    for (String segment : runs.isEmpty() ? List.<String>of() : segments()) {
      String name = segment.substring(SEGMENTS.length(), segment.length() - ".jsonl".length());
      if (runs.stream().anyMatch(run -> name.equals(run) || name.startsWith(run + "-"))) {
        readSegment(segment, entry -> ids.add(entry.getId()));
      }
    }
    return ids;
  }

  private static String run(String openFile) {
    return openFile.substring(OPEN.length(), openFile.lastIndexOf('/'));
  }

  private static String id(String openFile) {
    return openFile.substring(openFile.lastIndexOf('/') + 1, openFile.length() - ".json".length());
  }

  List<String> openFiles() throws IOException {
    return folder.list(OPEN + "*/*.json");
  }

  /**
   * The segments there are. To be asked after {@link #readOpen(Consumer)}: an open file that
   * vanished in between stands in one of them.
   */
  List<String> segments() throws IOException {
    return folder.list(SEGMENTS + "*.jsonl");
  }

  /** Hands over the answers of a segment; a torn line is skipped, which only means to ask again. */
  void readSegment(String segment, Consumer<LedgerEntry> sink) throws IOException {
    String text = new String(folder.read(segment), StandardCharsets.UTF_8);
    text.lines()
        .forEach(
            line -> {
              Optional<LedgerEntry> entry = entry(line);
              if (entry.isEmpty()) {
                LOG.warn("{}/{}: a line is not a whole entry, skipped", folder, segment);
              }
              entry.ifPresent(sink);
            });
  }

  /** Puts a run's open answers into one segment. Harmless when it is done twice or breaks off. */
  public void close(String runId) throws IOException {
    close(runId, runId);
  }

  /**
   * Does the same for runs that were killed and never came back: those whose id is less than {@code
   * before}. Each gets a segment that names the closing run too, so that two runs that close the
   * same one at once write different files and lose nothing. What stands in a segment already, of
   * whatever run, is removed.
   */
  public void closeLeftBehind(String before, String byRunId) throws IOException {
    List<String> files = openFiles();
    Set<String> closed = closed(files);
    folder.delete(files.stream().filter(file -> closed.contains(id(file))).toList());
    for (String runId : runs(files)) {
      if (runId.compareTo(before) < 0) {
        close(runId, runId + "-" + byRunId);
      }
    }
  }

  private void close(String runId, String name) throws IOException {
    List<String> files = folder.list(OPEN + runId + "/*.json");
    if (files.isEmpty()) {
      return;
    }
    Set<String> closed = name.equals(runId) ? Set.of() : closed(files);
    List<LedgerEntry> entries = new ArrayList<>();
    for (String file : files) {
      if (!closed.contains(id(file))) {
        readOpenFile(file, entries::add);
      }
    }
    try {
      add(SEGMENTS + name + ".jsonl", entries);
    } catch (RetainedException e) {
      LOG.info("answers of {} stay open: {}", runId, e.getMessage());
      return;
    }
    folder.delete(files);
  }

  private void add(String segment, List<LedgerEntry> entries) throws IOException {
    boolean there = entries.isEmpty();
    while (!there) {
      // A bundle that the runner gave up may still be writing the same segment.
      StoredFile before = folder.find(segment);
      String text = merged(before, entries);
      there =
          (before != null && text.equals(before.text()))
              || folder.writeIf(WriteCondition.unchangedSince(before), segment, text);
    }
  }

  private static String merged(@Nullable StoredFile before, List<LedgerEntry> entries) {
    StringBuilder lines = new StringBuilder();
    Set<String> ids = new HashSet<>();
    if (before != null) {
      String text = before.text();
      text.lines().forEach(l -> entry(l).ifPresent(entry -> ids.add(entry.getId())));
      // A torn last line must not take the next one with it.
      lines.append(text).append(text.endsWith("\n") ? "" : "\n");
    }
    for (LedgerEntry entry : entries) {
      if (ids.add(entry.getId())) {
        lines.append(FORM.line(entry)).append('\n');
      }
    }
    return lines.toString();
  }

  private static List<String> runs(List<String> openFiles) {
    return openFiles.stream().map(Ledger::run).distinct().toList();
  }

  /**
   * Hands over the answer of an open file. What a crash tore, with no line end, is no answer and
   * only means to ask again.
   *
   * @throws IOException also for a whole file that is no answer: somebody wrote over what was paid
   */
  void readOpenFile(String file, Consumer<LedgerEntry> sink) throws IOException {
    String text = folder.readIfPresent(file);
    if (text == null) {
      LOG.debug("{} was put into its segment while it was read", file);
      return;
    }
    Optional<LedgerEntry> entry = entry(text);
    if (entry.isEmpty() && text.endsWith("\n")) {
      throw new IOException(
          "%s/%s is no answer: it was paid for; restore the file, or remove it to ask again"
              .formatted(folder, file));
    }
    if (entry.isEmpty()) {
      LOG.warn("{}/{} is not a whole answer, skipped: it is asked again", folder, file);
    }
    entry.ifPresent(sink);
  }

  /** Empty for a line that is no whole entry, e.g. one that a crash tore. */
  private static Optional<LedgerEntry> entry(String line) {
    try {
      return Optional.of(FORM.read(line));
    } catch (IllegalArgumentException torn) {
      return Optional.empty();
    }
  }
}
