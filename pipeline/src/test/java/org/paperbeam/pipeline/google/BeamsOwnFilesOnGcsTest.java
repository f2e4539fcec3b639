package org.paperbeam.pipeline.google;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.OutputOptions;
import org.paperbeam.testing.gcs.GcsBucket;
import org.paperbeam.testing.gcs.GcsServer;

/** Beam's own file system on the loopback server: snapshots are read with it. */
class BeamsOwnFilesOnGcsTest {
  private final GcsServer server = GcsServer.start();
  private final GcsBucket bucket = server.createBucket("bucket").requesterPays();

  BeamsOwnFilesOnGcsTest() {
    GcsOptions options = PipelineOptionsFactory.create().as(GcsOptions.class);
    options.setGcsEndpoint(server.endpoint());
    options.setCredentialFactoryClass(StorageCredentialFactory.class);
    options.as(OutputOptions.class).setGcsUserProject("payer");
    // A chunk of 1 MiB: the upload takes several.
    options.setGcsUploadBufferSizeBytes(1024 * 1024);
    FileSystems.setDefaultPipelineOptions(options);
  }

  @AfterEach
  void stop() {
    server.close();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static ResourceId file(String name) {
    return FileSystems.matchNewResource("gs://bucket/" + name, false);
  }

  @Test
  void filesAreWrittenInChunksFoundRenamedAndReadFromTheMiddle() throws IOException {
    byte[] bytes = new byte[2_500_000];
    new Random(7).nextBytes(bytes);
    try (WritableByteChannel out = FileSystems.create(file("a/b.tmp"), "text/plain")) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    }
    assertThat(server.counts().of("resumable.start"), is(1));
    FileSystems.rename(List.of(file("a/b.tmp")), List.of(file("a/b.json")));
    assertThat(bucket.names(""), contains("a/b.json"));
    assertArrayEquals(bytes, bucket.get("a/b.json").bytes());
    MatchResult match = FileSystems.match("gs://bucket/a/*.json");
    assertThat(match.metadata().get(0).sizeBytes(), is(2_500_000L));
    try (SeekableByteChannel in = (SeekableByteChannel) FileSystems.open(file("a/b.json"))) {
      in.position(2_000_000);
      ByteBuffer some = ByteBuffer.allocate(4);
      while (some.hasRemaining() && in.read(some) >= 0) {
        // A channel may give less than there is room for.
      }
      assertArrayEquals(java.util.Arrays.copyOfRange(bytes, 2_000_000, 2_000_004), some.array());
    }
    FileSystems.delete(List.of(file("a/b.json")));
    assertThat(bucket.names("").isEmpty(), is(true));
  }
}
