package org.paperbeam.ledger;

import org.paperbeam.hash.Sha256;
import org.paperbeam.paper.ListedPaper;

/**
 * The key of an answer is content: the prompt template (which holds the model, its parameters and
 * the profile's texts, as one hash) and the paper's own text. Not the batch it came in, or one new
 * paper would shift every later batch; not the service's address, which may move; not the listing
 * date or version, which change nothing of what was asked.
 */
public final class LedgerKey {
  private LedgerKey() {}

  /** The key of a question about a title. */
  public static String ofTitle(String promptSha256, ListedPaper paper) {
    return sha256("title", promptSha256, paper.getArxivId(), paper.getTitle());
  }

  /** The key of a question about title and abstract. */
  public static String ofAbstract(String promptSha256, ListedPaper paper) {
    return sha256(
        "score", promptSha256, paper.getArxivId(), paper.getTitle(), paper.getAbstractText());
  }

  /**
   * The key of the same question, asked once more: its answers are kept beside the first.
   *
   * @param scoreKey of the question
   * @param again 1 for the second time it is asked, and so on
   */
  public static String ofAgain(String scoreKey, int again) {
    return sha256("again", Integer.toString(again), scoreKey);
  }

  /** {@link Sha256#ofParts}. */
  public static String sha256(String... parts) {
    return Sha256.ofParts(parts);
  }
}
