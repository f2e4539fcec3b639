package org.paperbeam.learnt;

import java.io.Serializable;
import java.util.Locale;
import org.paperbeam.hash.Sha256;

/**
 * Which papers are scored whatever the filter says: a share of all papers by the hash of their id,
 * so the same ones on every run, runner and machine, and a larger share holds every smaller one.
 *
 * @param share of the papers, 0 to 1
 */
public record AuditSample(double share) implements Serializable {
  /** The share when nobody says it. */
  public static final double DEFAULT_SHARE = 0.05;

  /** So that the sample has nothing to do with other things that are done by the same hash. */
  private static final String SALT = "audit of the pre-filter";

  private static final int DIGITS = 12;
  private static final double ALL = Math.pow(16, DIGITS);

  public AuditSample {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be 0 to 1, not " + share);
    }
  }

  /** Whether the paper with that arXiv id, without a version, is in the sample. */
  public boolean holds(String arxivId) {
    String hash = Sha256.ofParts(SALT, arxivId.toLowerCase(Locale.ROOT));
    return Long.parseLong(hash.substring(0, DIGITS), 16) / ALL < share;
  }
}
