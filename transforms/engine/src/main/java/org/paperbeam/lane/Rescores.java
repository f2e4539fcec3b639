package org.paperbeam.lane;

import org.paperbeam.calls.NearCutOff;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;

/** Counts what asking again near a cut-off has brought. Used by the lane's thread. */
final class Rescores {
  private long papers;
  private long changed;

  /**
   * A paper is decided.
   *
   * @param question as it was asked last
   * @param answer what its answers say together
   */
  void decided(PaperQuestion question, PaperAnswer answer) {
    NearCutOff rule = question.getNearCutOff();
    if (rule == null || question.getEarlier().isEmpty()) {
      return;
    }
    papers++;
    if (rule.selects(answer) != rule.selects(question.getEarlier().get(0))) {
      changed++;
    }
  }

  /** Papers that were decided by more answers than one. */
  long papers() {
    return papers;
  }

  /** Those of them that the first answer alone would have decided otherwise. */
  long changed() {
    return changed;
  }
}
