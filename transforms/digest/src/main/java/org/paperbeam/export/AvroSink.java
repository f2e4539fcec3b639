package org.paperbeam.export;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.zip.Deflater;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.values.Row;

/** Avro's container file. */
final class AvroSink implements FileIO.Sink<Row> {
  private static final long serialVersionUID = 1L;

  private transient Schema schema;
  private transient DataFileWriter<GenericRecord> out;

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    schema = AvroRows.schema();
    out = new DataFileWriter<>(new GenericDatumWriter<>(schema));
    out.setCodec(CodecFactory.deflateCodec(Deflater.DEFAULT_COMPRESSION));
    out.create(schema, Channels.newOutputStream(channel));
  }

  @Override
  public void write(Row row) throws IOException {
    out.append(AvroRows.of(row, schema));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
