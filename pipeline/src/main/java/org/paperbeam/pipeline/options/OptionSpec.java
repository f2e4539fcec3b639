package org.paperbeam.pipeline.options;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One option as it was declared. Immutable.
 *
 * @param name as on the command line, without the dashes
 * @param subject the heading under which the help shows it
 * @param meaning one or two sentences for the help
 * @param setting what its value may be
 */
public record OptionSpec(String name, String subject, String meaning, Setting setting) {

  /**
   * The value that a text stands for.
   *
   * @throws UsageException when the text is not allowed; names the option and what is
   */
  public Object read(String text) {
    try {
      if (text.isBlank()) {
        throw new IllegalArgumentException(setting.type().allowed(setting));
      }
      return setting.type().read(text.strip(), setting);
    } catch (IllegalArgumentException e) {
      String shown = isShowable() ? "=" + oneLine(text) : "";
      throw new UsageException("--" + name + shown + ": " + e.getMessage(), e);
    }
  }

  /**
   * The same value as it is written for Beam: one way of writing for each value.
   *
   * @throws UsageException as {@link #read}
   */
  String canonical(String text) {
    Object value = read(text);
    if (value instanceof List<?> members) {
      return members.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value instanceof Double ? text.strip() : value.toString();
  }

  /** What is allowed as its value, e.g. {@code must be true or false}. */
  public String allowed() {
    return setting.type().allowed(setting);
  }

  /** Whether a bad value may be shown again to the user: one that may be a key is not. */
  public boolean isShowable() {
    return setting.type().showable();
  }

  /** Whether the option may stand alone, as {@code --name} for {@code --name=true}. */
  public boolean isFlag() {
    return setting.type() == ValueType.FLAG;
  }

  /** The default for the help, or an empty text when there is none. */
  public String initialText() {
    return setting.initialText().isEmpty() ? setting.initial() : setting.initialText();
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > 80 ? line.substring(0, 77) + "..." : line;
  }
}
