package org.paperbeam.pipeline.options;

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
      String shown = setting.type().showable() ? "=" + oneLine(text) : "";
      throw new UsageException("--" + name + shown + ": " + e.getMessage(), e);
    }
  }

  /** What is allowed as its value, e.g. {@code must be true or false}. */
  public String allowed() {
    return setting.type().allowed(setting);
  }

  /** Whether the option may stand alone, as {@code --name} for {@code --name=true}. */
  public boolean isFlag() {
    return setting.type() == ValueType.FLAG;
  }

  /** Whether this build takes the option; if not, it is not in the help. */
  public boolean isOffered() {
    return setting.refusal().isEmpty();
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
