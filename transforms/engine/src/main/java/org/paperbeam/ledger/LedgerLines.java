package org.paperbeam.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.paperbeam.json.JsonForm;

/** Answers as lines of a file, and the months that they belong to. */
final class LedgerLines {
  private static final JsonForm<LedgerEntry> FORM = JsonForm.of(LedgerEntry.class);

  private LedgerLines() {}

  /** A line, without a line feed at its end. */
  static String write(LedgerEntry entry) {
    return SealedLine.write(FORM, entry);
  }

  /** The answer of a line, of this version or, without a checksum, of an older one. */
  static LedgerEntry read(String line) throws SealedLine.Broken {
    return SealedLine.readAny(FORM, line);
  }

  /**
   * Hands over the answers of a file's lines.
   *
   * @param path the file, for what is told
   * @param sealed whether every line must have a checksum
   * @param warnings takes a sentence for each line that is not what was written
   * @return how many there were
   */
  static int read(
      String path,
      byte[] file,
      boolean sealed,
      Consumer<LedgerEntry> sink,
      Consumer<String> warnings) {
    List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
    int good = 0;
    for (int i = 0; i < lines.size(); i++) {
      try {
        sink.accept(sealed ? SealedLine.read(FORM, lines.get(i)) : read(lines.get(i)));
        good++;
      } catch (SealedLine.Broken e) {
        warnings.accept(
            "%s: line %d %s, the answer is asked for again".formatted(path, i + 1, e.getMessage()));
      }
    }
    return good;
  }

  /**
   * Where an answer is kept: the months of its papers' ids, and of the date they were listed on.
   */
  static Set<String> months(LedgerEntry entry) {
    Set<String> months = new TreeSet<>();
    months.add(LedgerMonths.ofDate(entry.getDate()));
    entry.getPapers().forEach(paper -> months.add(LedgerMonths.ofPaper(paper.getArxivId())));
    return months;
  }
}
