package org.paperbeam.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  /** SHA-256 (hex) of a list of texts, of which no other list has the same. */
  public static String sha256(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // With its length before it, no two lists of parts have the same bytes.
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
