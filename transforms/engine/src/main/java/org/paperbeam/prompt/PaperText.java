package org.paperbeam.prompt;

import java.util.Locale;
import org.paperbeam.paper.ListedPaper;

/**
 * Papers as data: one JSON object a line. Everything that could end the line, close the list's
 * delimiter or hide from a reader is written as an escape, so a paper's text cannot forge the
 * structure around it.
 */
final class PaperText {
  private PaperText() {}

  /** The paper as the stage's prompt shows it, without a line break. */
  static String line(Stage stage, ListedPaper paper) {
    StringBuilder out = new StringBuilder();
    ListedPaper whole = paper.whole();
    field(out.append('{'), "id", whole.getArxivId());
    field(out.append(", "), "title", whole.getTitle());
    if (stage == Stage.SCORES) {
      field(out.append(", "), "abstract", whole.getAbstractText());
    }
    return out.append('}').toString();
  }

  /** An example as the scoring prompt shows it, without a line break. */
  static String line(PromptExample example) {
    StringBuilder out = new StringBuilder();
    field(out.append('{'), "title", example.title());
    return out.append(", \"wanted\": ").append(example.wanted()).append('}').toString();
  }

  private static void field(StringBuilder out, String name, String value) {
    out.append('"').append(name).append("\": \"");
    value.codePoints().forEach(c -> character(out, c));
    out.append('"');
  }

  private static void character(StringBuilder out, int c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append((char) c);
    } else if (c == '<' || c == '>' || isInvisible(c)) {
      for (char unit : Character.toChars(c)) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
      }
    } else {
      out.appendCodePoint(c);
    }
  }

  /** Control, bidirectional and other format characters, line ends, halves of pairs, unassigned. */
  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
