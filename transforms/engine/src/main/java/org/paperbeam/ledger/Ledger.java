package org.paperbeam.ledger;

import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.paperbeam.http.Pace;
import org.paperbeam.storage.Folder;

/**
 * The ledger's files. Serialisable; every method is safe for many threads, workers and runs at
 * once. Files are only ever added whole; one is removed after what it holds is elsewhere.
 *
 * <p>What is not as it was written is told, by a sentence with the file's name, to whoever reads
 * it; its answers are as if they had never been given.
 */
public final class Ledger implements Serializable {
  private static final long serialVersionUID = 2L;

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

  /**
   * Where runs wait for the right to ask.
   *
   * @param notices takes a line for those who watch, e.g. for whom a run waits
   */
  public LeaseQueue lease(Pace pace, Consumer<String> notices) {
    return new LeaseQueue(new LeaseFile(folder), pace, notices);
  }

  /** The models that were stopped because their answers are of no use. */
  public Brakes brakes() {
    return new Brakes(folder.folder("brakes"));
  }

  /** What other runs add from now on. */
  public NewLedgerEntries newEntriesBesides(String runId) throws IOException {
    return new NewLedgerEntries(this, runId);
  }

  private OpenAnswers open() {
    return new OpenAnswers(folder);
  }

  /** Keeps an answer; it is safe when this returns. */
  public void append(LedgerEntry entry) throws IOException {
    open().append(entry);
  }

  /**
   * Puts answers that are kept already, all of one run, into one file, so that a long run leaves no
   * thousands. Harmless when it breaks off.
   *
   * @return false where a retention policy keeps their own files: then it is of no use
   */
  public boolean group(List<LedgerEntry> entries) throws IOException {
    return open().group(entries);
  }

  /** Every answer of one run that is not under its months yet, by time. */
  public List<LedgerEntry> entriesOf(String runId, Consumer<String> warnings) throws IOException {
    Map<String, LedgerEntry> entries = new TreeMap<>();
    // An answer that moves in between stands in both, and singles move into groups.
    List<String> files = openFilesOf(runId);
    for (String file : files) {
      open().read(file, entry -> entries.put(entry.getId(), entry), warnings);
    }
    for (String file : openFilesOf(runId)) {
      if (!files.contains(file)) {
        open().read(file, entry -> entries.put(entry.getId(), entry), warnings);
      }
    }
    return List.copyOf(entries.values());
  }

  /**
   * Answers of every run that came since then and stand under no month yet, in any order: an answer
   * moves there only when its run has ended, and asks no more.
   */
  public List<LedgerEntry> answeredSince(Instant time) throws IOException {
    // Ids are in the order of the answers' times.
    String first = LedgerEntry.idOf(time, "");
    Map<String, LedgerEntry> entries = new TreeMap<>();
    for (String file : open().filesSince(first)) {
      readOpenFile(
          file,
          entry -> {
            if (entry.getId().compareTo(first) >= 0) {
              entries.put(entry.getId(), entry);
            }
          },
          warning -> {});
    }
    return List.copyOf(entries.values());
  }

  private List<String> openFilesOf(String runId) throws IOException {
    return open().filesOf(runId);
  }

  /** Files with answers that are not under their months yet: of every run, and of old versions. */
  List<String> openFiles() throws IOException {
    Set<String> files = new LinkedHashSet<>(open().files());
    files.addAll(open().oldFiles());
    return List.copyOf(files);
  }

  /** Hands over the answers of such a file. */
  void readOpenFile(String file, Consumer<LedgerEntry> sink, Consumer<String> warnings)
      throws IOException {
    open().read(file, sink, warnings);
  }

  /** Tells which of a run's files are gone. */
  void tellOfGaps(List<String> files, Consumer<String> warnings) {
    open().tellOfGaps(files, warnings);
  }

  /**
   * Hands over the answers that are not under their months yet: of runs that still go on, that were
   * killed, or of an older version. To be asked before {@link #readMonth}: what moves in between is
   * there then.
   */
  public void readOpen(Consumer<LedgerEntry> sink, Consumer<String> warnings) throws IOException {
    List<String> files = openFiles();
    tellOfGaps(files, warnings);
    for (String file : files) {
      readOpenFile(file, sink, warnings);
    }
  }

  /**
   * Hands over the answers that are kept under a month. The same one may come twice, and may be
   * under other months too.
   *
   * @param month see {@link LedgerMonths}
   */
  public void readMonth(String month, Consumer<LedgerEntry> sink, Consumer<String> warnings)
      throws IOException {
    boolean there = new LedgerMonth(months().folder(month)).read(sink, warnings);
    if (!there && known().has(month)) {
      warnings.accept(
          "%s/%s is gone with all its answers: restore it, or they are asked for again"
              .formatted(months(), month));
    }
  }

  /**
   * Hands over every answer of these runs, wherever it is; the same one may come twice. Reads the
   * whole ledger, once: for runs that died, or have just ended.
   */
  public void readAllOf(
      Collection<String> runIds, Consumer<LedgerEntry> sink, Consumer<String> warnings)
      throws IOException {
    Consumer<LedgerEntry> ofRun =
        entry -> {
          if (runIds.contains(entry.getRunId())) {
            sink.accept(entry);
          }
        };
    readOpen(ofRun, warnings);
    Set<String> names = new LinkedHashSet<>(known().there());
    names.addAll(known().all());
    for (String month : names) {
      readMonth(month, ofRun, warnings);
    }
  }

  private Folder months() {
    return folder.folder("months");
  }

  private KnownMonths known() {
    return new KnownMonths(folder);
  }

  /**
   * Puts a run's answers under their months. Harmless when it is done twice or breaks off.
   *
   * @return what is not as it was written
   */
  public List<String> close(String runId) throws IOException {
    return merge(openFilesOf(runId));
  }

  /**
   * Puts the answers of all runs under their months, those of runs that were killed and of older
   * versions too. For the holder of the {@link Lease}: who else asks has been given up.
   *
   * @return what is not as it was written
   */
  public List<String> closeAll() throws IOException {
    open().removeKept();
    return merge(openFiles());
  }

  /** Does the same if nobody asks just now; who does will do it. */
  public List<String> closeAllIfNobodyAsks(String runId) throws IOException {
    if (openFiles().isEmpty() && !open().hasKept()) {
      return List.of();
    }
    Optional<Lease> lease = lease(Pace.system(), notice -> {}).tryAcquire(runId);
    if (lease.isEmpty()) {
      return List.of();
    }
    try (Lease held = lease.get().keepRenewed()) {
      return closeAll();
    }
  }

  private List<String> merge(List<String> files) throws IOException {
    List<String> warnings = new ArrayList<>();
    new LedgerMerge(months(), known(), open(), warnings::add).merge(files);
    return warnings;
  }
}
