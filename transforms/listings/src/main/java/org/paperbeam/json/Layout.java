package org.paperbeam.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;

/** Indents by two blanks, objects and arrays alike, with LF whatever the machine. */
final class Layout extends DefaultPrettyPrinter {
  /** {@code "key": "value"}. */
  static final Layout CLOSE = new Layout(": ");

  /** {@code "key" : "value"}. */
  static final Layout WIDE = new Layout(" : ");

  private static final long serialVersionUID = 1L;

  private final String colon;

  private Layout(String colon) {
    this.colon = colon;
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    indentObjectsWith(lines);
    indentArraysWith(lines);
  }

  @Override
  public DefaultPrettyPrinter createInstance() {
    return new Layout(colon);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(colon);
  }
}
