package org.paperbeam.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.values.Row;

/** A row a line, as JSON. */
final class JsonLinesSink implements FileIO.Sink<Row> {
  private static final long serialVersionUID = 1L;

  private transient OutputStream out;

  @Override
  public void open(WritableByteChannel channel) {
    out = Channels.newOutputStream(channel);
  }

  @Override
  public void write(Row row) throws IOException {
    out.write((RecordRows.json(row) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
