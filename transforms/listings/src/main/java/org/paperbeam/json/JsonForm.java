package org.paperbeam.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the values of one class stand in a file: the names of their properties in snake case, in the
 * order that the class says, unknown as null, times in ISO. What is read must have the form that is
 * written: a number is no text and a text no number, and what cannot be null is there; only fields
 * that are not known are passed over. Immutable and safe for many threads; made once for each class
 * and kept, since it is expensive to make.
 */
public final class JsonForm<T> {
  private static final JsonMapper MAPPER = mapper();

  private final ObjectReader reader;
  private final ObjectWriter line;
  private final ObjectWriter pretty;

  private JsonForm(Class<T> type, Layout layout) {
    this.reader = MAPPER.readerFor(type);
    this.line = MAPPER.writerFor(type);
    this.pretty = line.with(layout);
  }

  /** The form of a class; {@link #pretty} writes {@code "key": "value"}. */
  public static <T> JsonForm<T> of(Class<T> type) {
    return new JsonForm<>(type, Layout.CLOSE);
  }

  /** The same, where {@link #pretty} writes {@code "key" : "value"}, as reports have it. */
  public static <T> JsonForm<T> ofReport(Class<T> type) {
    return new JsonForm<>(type, Layout.WIDE);
  }

  /** One line, without a line feed at its end. */
  public String line(T value) {
    return write(line, value);
  }

  /** Indented, for files that people read too, with a line feed at the end. */
  public String pretty(T value) {
    return write(pretty, value) + "\n";
  }

  /** Reads a value; throws {@link IllegalArgumentException} that says what is wrong with it. */
  public T read(String text) {
    try {
      return object(reader.readValue(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(why(e), e);
    }
  }

  /**
   * Reads JSON Lines: a value each, empty lines apart. Throws {@link IllegalArgumentException} that
   * begins with the number of the line for anything else.
   */
  public List<T> lines(byte[] text) {
    List<T> values = new ArrayList<>();
    int line = 0;
    try (MappingIterator<T> all = reader.readValues(text)) {
      while (all.hasNextValue()) {
        // Where the object begins: one that was cut is noticed in the line after it.
        line = all.getParser().currentTokenLocation().getLineNr();
        values.add(object(all.nextValue()));
        line = 0;
      }
      return values;
    } catch (JsonProcessingException e) {
      int at = line == 0 ? e.getLocation().getLineNr() : line;
      throw new IllegalArgumentException("line " + at + ": " + why(e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be read", e);
    }
  }

  private static <T> T object(T value) {
    if (value == null) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return value;
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of plain fields cannot be written", e);
    }
  }

  /** In a few words: Jackson's own message speaks of classes, and repeats the text. */
  private static String why(JsonProcessingException e) {
    Throwable cause = e;
    while (cause.getCause() != null && !saysIt(cause)) {
      cause = cause.getCause();
    }
    if (cause instanceof StreamReadException bad && !(cause instanceof InputCoercionException)) {
      return "not JSON: " + bad.getOriginalMessage();
    }
    String field = e instanceof JsonMappingException mapping ? field(mapping) : "";
    if (saysIt(cause)) {
      return (field.isEmpty() ? "" : "field '" + field + "': ") + cause.getMessage();
    }
    if (field.isEmpty()) {
      return "not a JSON object";
    }
    return cause instanceof InvalidFormatException odd && odd.getValue() instanceof String text
        ? "field '%s' cannot be '%.40s'".formatted(field, text)
        : "field '" + field + "' is missing or not of its form";
  }

  /** Whether a builder or a constructor said it, e.g. which of its values are missing. */
  private static boolean saysIt(Throwable cause) {
    return cause instanceof IllegalArgumentException || cause instanceof IllegalStateException;
  }

  private static String field(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .addModule(
            new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addDeserializer(Instant.class, new Time()))
        .disable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .withCoercionConfig(
            LogicalType.Textual,
            of ->
                of.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }

  private static final class Time extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Time() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.getValueAsString("");
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new InvalidFormatException(json, "no time", text, Instant.class);
      }
    }
  }
}
