package org.paperbeam.records;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * JSON as our files hold it: fields in the order in which they were put, LF whatever the machine,
 * and {@code "key": "value"} with one blank. Safe for many threads.
 */
public final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader NODES = MAPPER.readerFor(JsonNode.class);
  private static final ObjectWriter PRETTY = MAPPER.writer(new Printer());

  private JsonText() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** An array of these texts. */
  public static ArrayNode array(Iterable<String> texts) {
    ArrayNode array = MAPPER.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** One line, without a line feed at its end. */
  public static String line(JsonNode node) {
    return node.toString();
  }

  /** Indented, for files that people read too, with a line feed at the end. */
  public static String pretty(JsonNode node) {
    try {
      return PRETTY.writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes cannot be written", e);
    }
  }

  /** Reads one object; throws {@link IllegalArgumentException} for anything else. */
  public static ObjectNode parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  /**
   * Reads JSON Lines: an object each, empty lines apart. Throws {@link IllegalArgumentException}
   * that begins with the number of the line for anything else.
   */
  public static <T> List<T> lines(byte[] text, Function<ObjectNode, T> read) {
    List<T> values = new ArrayList<>();
    int line = 0;
    try (MappingIterator<JsonNode> nodes = NODES.readValues(text)) {
      while (nodes.hasNextValue()) {
        // Where the object begins: one that was cut is noticed in the line after it.
        line = nodes.getParser().currentTokenLocation().getLineNr();
        if (!(nodes.nextValue() instanceof ObjectNode object)) {
          throw new IllegalArgumentException("not a JSON object");
        }
        values.add(read.apply(object));
        line = 0;
      }
      return values;
    } catch (JsonProcessingException e) {
      int at = line == 0 ? e.getLocation().getLineNr() : line;
      throw new IllegalArgumentException("line " + at + ": not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be read", e);
    }
  }

  /** The field's text; throws {@link IllegalArgumentException} when it is missing or no text. */
  public static String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("field '" + field + "' is missing or no text");
    }
    return value.textValue();
  }

  /** The field's text; null when it is null, missing or no text. */
  public static @Nullable String textOrNull(JsonNode object, String field) {
    return object.path(field).textValue();
  }

  /** The field's number; throws {@link IllegalArgumentException} when it is none. */
  public static long number(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException("field '" + field + "' is missing or no integer");
    }
    return value.longValue();
  }

  /** The field's integer; throws {@link IllegalArgumentException} when it is none or too large. */
  public static int integer(JsonNode object, String field) {
    long value = number(object, field);
    if (value != (int) value) {
      throw new IllegalArgumentException("field '" + field + "' is too large: " + value);
    }
    return (int) value;
  }

  /** The field's integer; null when it is null or missing. */
  public static @Nullable Integer integerOrNull(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isIntegralNumber() ? (Integer) value.intValue() : null;
  }

  /** The field's number; null when it is null or missing. */
  public static @Nullable Double decimalOrNull(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isNumber() ? (Double) value.doubleValue() : null;
  }

  /** The texts of an array; empty when the field is missing. */
  public static List<String> texts(JsonNode object, String field) {
    List<String> texts = new ArrayList<>();
    object.path(field).forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private static final class Printer extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    Printer() {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      indentObjectsWith(lines);
      indentArraysWith(lines);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
      return new Printer();
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(": ");
    }
  }
}
