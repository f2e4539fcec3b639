package org.paperbeam.export;

import java.util.Locale;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.values.Row;

/** In which form records are exported. */
public enum ExportFormat {
  /** Columns, compressed with Zstandard; lists in three levels, as its specification wants them. */
  PARQUET {
    @Override
    FileIO.Sink<Row> sink() {
      return new ParquetSink();
    }
  },
  /** Avro's container file, deflated. */
  AVRO {
    @Override
    FileIO.Sink<Row> sink() {
      return new AvroSink();
    }
  },
  /**
   * A header, then a line each as RFC 4180 has them, ended by a line feed. Null is nothing, and an
   * empty text is {@code ""}; a list is a JSON array.
   */
  CSV {
    @Override
    FileIO.Sink<Row> sink() {
      return new CsvSink();
    }
  },
  /** The lines of {@code scores/}. */
  JSONL {
    @Override
    FileIO.Sink<Row> sink() {
      return new JsonLinesSink();
    }
  };

  abstract FileIO.Sink<Row> sink();

  /** The word for it, and how its files' names end: {@code parquet}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
