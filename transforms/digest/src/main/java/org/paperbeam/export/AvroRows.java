package org.paperbeam.export;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.extensions.avro.schemas.utils.AvroUtils;
import org.apache.beam.sdk.values.Row;

/** Rows as Avro has them, for Avro's own files and for Parquet's. */
final class AvroRows {
  private AvroRows() {}

  static Schema schema() {
    return AvroUtils.toAvroSchema(RecordRows.schema(), "Record", "org.paperbeam");
  }

  static GenericRecord of(Row row, Schema schema) {
    return AvroUtils.toGenericRecord(row, schema);
  }
}
