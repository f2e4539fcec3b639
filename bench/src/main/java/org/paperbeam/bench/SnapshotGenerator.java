package org.paperbeam.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/**
 * Writes an invented snapshot in the public one's form: 1.8 kB a line in the mean, as 5.4 GB for
 * three million papers are, with line breaks, LaTeX and accents; papers spread over 2007 to 2025.
 * The same size gives the same bytes.
 */
final class SnapshotGenerator {
  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);
  private static final LocalDateTime FIRST = LocalDateTime.of(2007, 4, 1, 0, 0);
  private static final int DAYS = 6900;
  private static final String[] CATEGORIES = {
    "hep-ph", "math.CO", "physics.gen-ph", "cs.LG", "cs.CV", "cs.CL", "stat.ML", "astro-ph.GA",
    "cond-mat.mes-hall", "quant-ph", "cs.AI", "math.AG", "gr-qc", "eess.SP", "q-bio.NC", "hep-th"
  };
  private static final String[] WORDS = {
    "the",
    "of",
    "a",
    "we",
    "and",
    "in",
    "to",
    "for",
    "that",
    "is",
    "model",
    "learning",
    "quantum",
    "field",
    "results",
    "method",
    "data",
    "with",
    "show",
    "this",
    "energy",
    "theory",
    "network",
    "system",
    "between",
    "analysis",
    "states",
    "which",
    "measurement",
    "observed",
    "algorithm",
    "$\\\\alpha_s$",
    "$(k,\\\\ell)$-pebble",
    "G\\\\\\\"odel",
    "non-perturbative",
    "Schr\\u00f6dinger",
    "high-dimensional",
    "optimal",
    "estimates",
    "distribution",
    "phase",
    "transition",
    "spin"
  };

  private final Random random = new Random(42);

  /** Writes at least that many bytes. */
  void write(Path file, long bytes) throws IOException {
    long written = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int number = 0; written < bytes; number++) {
        byte[] line = line(number).getBytes(StandardCharsets.UTF_8);
        out.write(line);
        written += line.length;
      }
    }
  }

  private String line(int number) {
    LocalDateTime submitted =
        FIRST.plusDays(random.nextInt(DAYS)).plusSeconds(random.nextInt(86_400));
    StringBuilder authors = new StringBuilder();
    StringBuilder parsed = new StringBuilder();
    int names = 1 + random.nextInt(8);
    for (int i = 0; i < names; i++) {
      String last = "Name" + random.nextInt(5000);
      authors.append(i == 0 ? "" : ", ").append("A. B. ").append(last);
      parsed.append(i == 0 ? "" : ",").append("[\"").append(last).append("\",\"A. B.\",\"\"]");
    }
    StringBuilder categories = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      categories.append(CATEGORIES[random.nextInt(CATEGORIES.length)]).append(i > 0 ? " " : "");
    }
    StringBuilder versions = new StringBuilder();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      versions
          .append(i == 0 ? "" : ",")
          .append("{\"version\":\"v" + (i + 1) + "\",\"created\":\"")
          .append(submitted.plusDays(40L * i).atOffset(ZoneOffset.UTC).format(CREATED))
          .append("\"}");
    }
    String id =
        String.format(
            "%02d%02d.%05d",
            submitted.getYear() % 100, submitted.getMonthValue(), number % 100_000);
    return "{\"id\":\""
        + id
        + "\",\"submitter\":\"A Submitter\",\"authors\":\""
        + authors
        + "\",\"title\":\""
        + text(60 + random.nextInt(60), "\\n  ")
        + "\",\"comments\":\"12 pages, 5 figures\",\"journal-ref\":null,\"doi\":null,"
        + "\"report-no\":null,\"categories\":\""
        + categories
        + "\",\"license\":\"http://arxiv.org/licenses/nonexclusive-distrib/1.0/\","
        + "\"abstract\":\"  "
        + text(400 + random.nextInt(1300), "\\n")
        + "\\n\",\"versions\":["
        + versions
        + "],\"update_date\":\""
        + submitted.plusDays(40L * count).toLocalDate()
        + "\",\"authors_parsed\":["
        + parsed
        + "]}\n";
  }

  private String text(int length, String lineBreak) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    while (text.length() < length) {
      String word = WORDS[random.nextInt(WORDS.length)];
      column += word.length() + 1;
      text.append(word).append(column > 70 ? lineBreak : " ");
      column = column > 70 ? 0 : column;
    }
    return text.toString().strip();
  }
}
