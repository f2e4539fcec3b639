package org.paperbeam.export;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.values.Row;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** A header, and a row a line. */
final class CsvSink implements FileIO.Sink<Row> {
  private static final long serialVersionUID = 1L;

  private transient CSVPrinter out;

  private static CSVFormat format() {
    // Quotes tell an empty text from null.
    return CSVFormat.RFC4180
        .builder()
        .setQuoteMode(QuoteMode.ALL_NON_NULL)
        .setRecordSeparator('\n')
        .get();
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    out =
        new CSVPrinter(
            new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8),
            format());
    out.printRecord(RecordRows.schema().getFieldNames());
  }

  @Override
  public void write(Row row) throws IOException {
    for (Object value : row.getValues()) {
      out.print(value instanceof Iterable<?> members ? RecordRows.cell(members) : value);
    }
    out.println();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
