package org.paperbeam.arxiv;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperbeam.json.Seal;

/**
 * An answer as a file of the listing cache: as it came, and behind it a comment of XML with its
 * checksum, so that a file that was cut or changed is asked for again and not believed.
 */
final class KeptAnswer {
  private static final Pattern SEAL = Pattern.compile("\\n<!-- crc32c ([0-9a-f]{8}) -->\\n\\z");
  private static final int SEAL_LENGTH = "\n<!-- crc32c 00000000 -->\n".length();

  private KeptAnswer() {}

  /** The file's text. */
  static String sealed(String answer) {
    return answer + "\n<!-- crc32c " + Seal.sum(answer) + " -->\n";
  }

  /**
   * The answer of a file; empty for what is not as it was written. A file without a checksum, of an
   * older version or from elsewhere, has to be whole XML.
   */
  static Optional<String> of(String file) {
    int at = Math.max(0, file.length() - SEAL_LENGTH);
    Matcher seal = SEAL.matcher(file).region(at, file.length());
    if (seal.find()) {
      String answer = file.substring(0, seal.start());
      return Seal.sum(answer).equals(seal.group(1)) ? Optional.of(answer) : Optional.empty();
    }
    try {
      return Xml.read(
          file,
          reader -> {
            while (reader.hasNext()) {
              reader.next();
            }
            return Optional.of(file);
          });
    } catch (ListingException broken) {
      return Optional.empty();
    }
  }
}
