package org.paperbeam.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.Schema.TypeName;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.RecordFiles;

/**
 * Records as flat rows. The columns are the fields of a line of {@code scores/}, in its order;
 * their types are those of {@link PaperRecord}'s Beam schema, where a word of an enum is a text.
 * Dates and times are ISO texts, as in the lines. What is null there is null here.
 */
public final class RecordRows {
  private static final String SCHEMA_FILE = "record.schema.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonForm<PaperRecord> LINE = JsonForm.of(PaperRecord.class);
  private static final Schema SCHEMA = columns();

  private RecordRows() {}

  /** The columns. */
  public static Schema schema() {
    return SCHEMA;
  }

  /** A record as a row. */
  public static Row of(PaperRecord record) {
    JsonNode line;
    try {
      line = MAPPER.readTree(LINE.line(record));
    } catch (IOException e) {
      throw new UncheckedIOException("a line that was just written cannot be read", e);
    }
    Row.Builder row = Row.withSchema(SCHEMA);
    for (Field column : SCHEMA.getFields()) {
      row.addValue(value(line.get(column.getName()), column.getType()));
    }
    return row.build();
  }

  private static @Nullable Object value(@Nullable JsonNode json, FieldType type) {
    if (json == null || json.isNull()) {
      return null;
    }
    return switch (type.getTypeName()) {
      case STRING -> json.textValue();
      case INT32 -> json.intValue();
      case BOOLEAN -> json.booleanValue();
      case ARRAY -> {
        List<Object> values = new ArrayList<>();
        json.forEach(member -> values.add(value(member, type.getCollectionElementType())));
        yield values;
      }
      default -> throw new IllegalStateException("no column has the type " + type);
    };
  }

  /** A row as JSON, its columns in their order. */
  static ObjectNode json(Row row) {
    ObjectNode json = MAPPER.createObjectNode();
    for (Field column : row.getSchema().getFields()) {
      Object value = row.getValue(column.getName());
      json.set(column.getName(), cell(value));
    }
    return json;
  }

  /** The JSON of one value. */
  static JsonNode cell(@Nullable Object value) {
    if (value instanceof Iterable<?> members) {
      ArrayNode array = MAPPER.createArrayNode();
      members.forEach(member -> array.add(cell(member)));
      return array;
    }
    return MAPPER.valueToTree(value);
  }

  private static Schema columns() {
    Map<String, FieldType> types = new LinkedHashMap<>();
    try {
      flatten(SchemaRegistry.createDefault().getSchema(PaperRecord.class), types);
    } catch (NoSuchSchemaException e) {
      throw new IllegalStateException("a record has no schema", e);
    }
    // Worked out of two others, so no part of what travels through a job.
    types.put("score", FieldType.INT32.withNullable(true));
    Schema.Builder schema = Schema.builder();
    for (String name : order()) {
      FieldType type = types.remove(name);
      if (type == null) {
        throw new IllegalStateException(SCHEMA_FILE + " has a field that no record has: " + name);
      }
      schema.addField(name, type);
    }
    if (!types.isEmpty()) {
      throw new IllegalStateException(SCHEMA_FILE + " lacks fields of the record: " + types);
    }
    return schema.build();
  }

  private static void flatten(Schema nested, Map<String, FieldType> types) {
    for (Field field : nested.getFields()) {
      FieldType type = field.getType();
      if (type.getTypeName() == TypeName.ROW) {
        flatten(type.getRowSchema(), types);
      } else {
        types.put(name(field.getName()), plain(type));
      }
    }
  }

  private static FieldType plain(FieldType type) {
    return type.getTypeName() == TypeName.LOGICAL_TYPE
        ? FieldType.STRING.withNullable(type.getNullable())
        : type;
  }

  private static String name(String field) {
    // A keyword of Java.
    return field.equals("abstractText")
        ? "abstract"
        : field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The order in which the fields stand in a line. */
  private static List<String> order() {
    List<String> names = new ArrayList<>();
    try (InputStream file = RecordFiles.class.getResourceAsStream(SCHEMA_FILE)) {
      MAPPER.readTree(file).path("properties").fieldNames().forEachRemaining(names::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SCHEMA_FILE, e);
    }
    return names;
  }
}
