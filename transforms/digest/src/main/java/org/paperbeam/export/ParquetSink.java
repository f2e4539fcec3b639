package org.paperbeam.export;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.values.Row;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Parquet, by way of Avro. */
final class ParquetSink implements FileIO.Sink<Row> {
  private static final long serialVersionUID = 1L;

  private transient Schema schema;
  private transient ParquetWriter<GenericRecord> out;

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    schema = AvroRows.schema();
    // Plain: Hadoop's would look for its files on the class path.
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    out =
        AvroParquetWriter.<GenericRecord>builder(new ChannelOutputFile(channel))
            .withConf(configuration)
            .withDataModel(GenericData.get())
            .withSchema(schema)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build();
  }

  @Override
  public void write(Row row) throws IOException {
    out.write(AvroRows.of(row, schema));
  }

  /** The footer comes last: Beam closes the channel after this, and only then. */
  @Override
  public void flush() throws IOException {
    out.close();
  }
}
