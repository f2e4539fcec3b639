package org.paperbeam.learnt;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.hash.Sha256;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayAudit;
import org.paperbeam.storage.Folder;

/**
 * A filter as a run uses it: what it decides of a paper, and what its audit has found on a day. The
 * same for all workers: its file's bytes go to them, and what was known of it when the run started.
 * Immutable, serialisable.
 */
public final class Prefilter implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] file;
  private final String sha256;
  private final AuditSample sample;
  private final RecallContract contract;
  private transient volatile @Nullable FilterModel model;

  private Prefilter(byte[] file, AuditSample sample, RecallContract contract) {
    this.file = file;
    this.sha256 = Sha256.of(file);
    this.sample = sample;
    this.contract = contract;
  }

  /**
   * The filter of a file, and what the runs on an output folder have found out about it.
   *
   * @param text the file's
   * @throws IllegalArgumentException when it is no filter that this version can use; one line
   * @throws IOException when what is known of it cannot be read
   */
  public static Prefilter of(String text, AuditSample sample, Folder output) throws IOException {
    FilterModel model = ModelFile.read(text);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Prefilter(bytes, sample, RecallContract.read(output, Sha256.of(bytes), model));
  }

  /** SHA-256 (hex) of its file. */
  public String sha256() {
    return sha256;
  }

  /** What was known of it when the run started; it says whether the filter is used at all. */
  public RecallContract contract() {
    return contract;
  }

  /** Decides papers; for one thread. */
  public Judge judge() {
    FilterModel read = model;
    if (read == null) {
      read = ModelFile.read(new String(file, StandardCharsets.UTF_8));
      model = read;
    }
    return new Judge(read.scorer());
  }

  /** See {@link #judge}. */
  public final class Judge {
    private final FilterModel.Scorer scorer;

    private Judge(FilterModel.Scorer scorer) {
      this.scorer = scorer;
    }

    /** Whether a paper that nobody has decided yet is not to be scored. */
    public boolean rulesOut(PaperRecord record) {
      return contract.isInForce()
          && !record.getAuthorMatch()
          && !sample.holds(record.getPaper().getArxivId())
          && scorer.rulesOut(record.getPaper());
    }

    /** What the audit found among a date's decided papers; null when the filter is not used. */
    public @Nullable DayAudit audit(String date, Collection<PaperRecord> records) {
      if (!contract.isInForce()) {
        return null;
      }
      long ruledOut = 0;
      long audited = 0;
      long found = 0;
      long chosen = 0;
      for (PaperRecord record : records) {
        if (record.getOutcome() == Outcome.PREFILTERED) {
          ruledOut++;
        } else if (Judged.isByLlm(record) && sample.holds(record.getPaper().getArxivId())) {
          boolean wanted = record.getOutcome() == Outcome.SELECTED;
          boolean against = scorer.rulesOut(record.getPaper());
          chosen += wanted ? 1 : 0;
          audited += against ? 1 : 0;
          found += wanted && against ? 1 : 0;
        }
      }
      return DayAudit.builder()
          .setFilter(sha256)
          .setRuledOut(ruledOut)
          .setAudited(audited)
          .setAuditFound(found)
          .setSampleChosen(chosen)
          .setSampleKept(chosen - found)
          .setRecallLower(contract.recallLowerFor(date))
          .setConfidence(contract.confidence())
          .build();
    }
  }
}
