package org.paperbeam.pipeline.google;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.OutputOptions;
import org.paperbeam.storage.FileFacts;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.gcs.GcsBucket;
import org.paperbeam.testing.gcs.GcsFault;
import org.paperbeam.testing.gcs.GcsObject;
import org.paperbeam.testing.gcs.GcsServer;

class GcsStoreTest {
  private static final String OUT = "gs://bucket/out";

  private final GcsServer server = GcsServer.start();
  private final GcsBucket bucket = server.createBucket("bucket");
  private final GcsStore store = store(server.endpoint());

  private static GcsStore store(String endpoint) {
    return new GcsStore(GcsClients.patient(options(endpoint)));
  }

  private static GcsOptions options(String endpoint) {
    GcsOptions options = PipelineOptionsFactory.create().as(GcsOptions.class);
    options.setGcsEndpoint(endpoint);
    options.setCredentialFactoryClass(NoopCredentialFactory.class);
    return options;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private boolean write(String relative, String text) throws IOException {
    return write(relative, text, WriteCondition.anything());
  }

  private boolean write(String relative, String text, WriteCondition condition) throws IOException {
    return store.write(OUT, relative, text.getBytes(StandardCharsets.UTF_8), condition);
  }

  @Test
  void aWriteIsOneRequestWithContentTypeAndCacheHeader() throws IOException {
    write("digests/2025-03/2025-03-25.md", "# Ä day\n");
    write("site/paperbeam.css", "a {}");
    assertThat(server.counts().all(), is(Map.of("insert", 2)));
    GcsObject digest = bucket.get("out/digests/2025-03/2025-03-25.md");
    assertThat(new String(digest.bytes(), StandardCharsets.UTF_8), is("# Ä day\n"));
    assertThat(digest.attribute("contentType"), is("text/markdown; charset=utf-8"));
    assertThat(digest.attribute("cacheControl"), is("no-cache"));
    assertThat(
        bucket.get("out/site/paperbeam.css").attribute("cacheControl"), is("public, max-age=3600"));
  }

  @Test
  void aReadIsOneRequestAndNoObjectIsNull() throws IOException {
    assertThat(store.read(OUT, "a b/ü+%.json"), is(nullValue()));
    write("a b/ü+%.json", "{}");
    server.counts().reset();
    assertThat(store.read(OUT, "a b/ü+%.json").text(), is("{}"));
    assertThat(server.counts().all(), is(Map.of("media", 1)));
    assertThat(bucket.names(""), contains("out/a b/ü+%.json"));
  }

  @Test
  void conditionsHoldForGenerations() throws IOException {
    assertThat(write("a", "1", WriteCondition.absent()), is(true));
    assertThat(write("a", "2", WriteCondition.absent()), is(false));
    StoredFile first = store.read(OUT, "a");
    assertThat(first.text(), is("1"));
    assertThat(write("a", "3", WriteCondition.unchangedSince(first)), is(true));
    assertThat(write("a", "4", WriteCondition.unchangedSince(first)), is(false));
    assertThat(store.read(OUT, "a").text(), is("3"));
  }

  @Test
  void aListingTakesAllPagesOfAPrefixAndTellsTheHash() throws IOException {
    for (int i = 0; i < 2100; i++) {
      bucket.put("out/scores/date=" + i + "/day.json", new byte[] {1});
    }
    bucket.put("out/scores/date=1/deeper/day.json", new byte[] {1});
    bucket.put("out/scores/", new byte[0]);
    bucket.put("outer/scores/date=1/day.json", new byte[] {1});
    assertThat(store.list(OUT, "scores/date=*/day.json").size(), is(2100));
    assertThat(server.counts().all(), is(Map.of("list", 3)));
    FileFacts file = store.list(OUT, "scores/date=17/*").get(0);
    assertThat(file.name(), is("scores/date=17/day.json"));
    assertThat(file.size(), is(1L));
    assertThat(file.md5(), is("VaVACK0bpYmqIQ0mKcHfQQ=="));
    assertThat(store.list("gs://bucket/nothing", "**"), is(empty()));
    assertThat(
        store.list("gs://bucket", "out/scores/date=1/**").stream().map(FileFacts::name).toList(),
        containsInAnyOrder("out/scores/date=1/day.json", "out/scores/date=1/deeper/day.json"));
  }

  @Test
  void manyFilesAreDeletedInBatchesAndThoseThatAreGoneAreNoError() throws IOException {
    List<String> files = new ArrayList<>(List.of("gone"));
    for (int i = 0; i < 120; i++) {
      bucket.put("out/f" + i, new byte[0]);
      files.add("f" + i);
    }
    server.faults().add("list", 1, GcsFault.status(503));
    store.delete(OUT, files);
    assertThat(bucket.names(""), is(empty()));
    assertThat(server.counts().of("batch"), is(2));
    assertThat(server.counts().of("delete"), is(121));
    assertThat(server.counts().total(), is(2));
  }

  @Test
  void aBatchThatTheServiceIsTooBusyForIsDoneOneByOne() throws IOException {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      bucket.put("out/f" + i, new byte[0]);
      files.add("f" + i);
    }
    server.faults().addAfter("batch", 1, 1, GcsFault.status(503));
    server.faults().addAfter("delete", 0, 1, GcsFault.status(503));
    assertThat(store.delete(OUT, files), is(empty()));
    assertThat(bucket.names(""), is(empty()));
    assertThat(server.counts().of("batch"), is(1));
    assertThat("100 in the batch, 20 alone", server.counts().of("delete"), is(120));
  }

  @Test
  void aServiceThatDoesNotTellTheGenerationIsAskedForItBeforeTheBytes() throws IOException {
    Answer object = Answer.of(200, "{\"bucket\":\"b\",\"name\":\"a\",\"generation\":\"7\"}");
    try (LoopbackServer other =
        LoopbackServer.inTurn(Answer.of(200, "old"), object, Answer.of(200, "new"))) {
      StoredFile file = store(other.url() + "/storage/v1/").read("gs://b", "a");
      assertThat(file.text(), is("new"));
      assertThat(file.version(), is("7"));
      assertThat(other.requests().get(2).toString(), containsString("generation=7"));
    }
  }

  @Test
  void everyRequestSaysWhoPays() throws IOException {
    bucket.requesterPays();
    GcsOptions options = options(server.endpoint());
    options.setCredentialFactoryClass(StorageCredentialFactory.class);
    options.as(OutputOptions.class).setGcsUserProject("my-project");
    GcsStore paying = new GcsStore(GcsClients.patient(options));
    for (String name : List.of("a", "b", "c")) {
      paying.write(OUT, name, new byte[] {1}, WriteCondition.absent());
    }
    assertThat(paying.list(OUT, "*").size(), is(3));
    assertThat(paying.read(OUT, "a").bytes().length, is(1));
    paying.delete(OUT, List.of("a", "b"));
    paying.delete(OUT, List.of("c"));
    assertThat(bucket.names(""), is(empty()));
  }

  @Test
  void faultsThatPassAreWaitedFor() throws IOException {
    server.faults().add("insert", 1, GcsFault.status(503));
    server.faults().addAfter("insert", 1, 1, GcsFault.status(429));
    server.faults().add("media", 1, GcsFault.of(GcsFault.Type.RESET));
    server.faults().addAfter("media", 1, 1, GcsFault.of(GcsFault.Type.CUT));
    server.faults().add("list", 1, GcsFault.of(GcsFault.Type.DRIP));
    assertThat(write("a", "12345678", WriteCondition.absent()), is(true));
    assertThat(store.read(OUT, "a").text(), is("12345678"));
    assertThat(store.list(OUT, "*").size(), is(1));
    server.faults().add("insert", 1, GcsFault.status(503));
    server.faults().add("delete", 1, GcsFault.of(GcsFault.Type.RESET));
    assertThat("a write without a condition too", write("a", "2"), is(true));
    assertThat(store.delete(OUT, List.of("a")), is(empty()));
    assertThat(bucket.names(""), is(empty()));
  }

  @Test
  void anUploadWhoseAnswerIsLostIsNotTakenForAnotherWriters() throws IOException {
    server.faults().add("insert", 1, GcsFault.of(GcsFault.Type.DONE_BUT_RESET));
    assertThat(write("a", "mine", WriteCondition.absent()), is(true));
    assertThat(store.read(OUT, "a").text(), is("mine"));
    assertThat(write("a", "other", WriteCondition.absent()), is(false));
  }

  @Test
  void whatARetentionPolicyKeepsStaysAndIsNoErrorUnlessItMustBeReplaced() throws IOException {
    bucket.put("out/old", new byte[0]);
    bucket.put("out/older", new byte[0]);
    bucket.withRetention(Duration.ofDays(1));
    server.counts().reset();
    assertThat(store.delete(OUT, List.of("old")), contains("old"));
    assertThat(store.delete(OUT, List.of("old", "gone", "older")), contains("old", "older"));
    assertThat(server.counts().all(), is(Map.of("batch", 1, "delete", 4)));
    assertThat(bucket.names(""), contains("out/old", "out/older"));
    RetainedException e = assertThrows(RetainedException.class, () -> write("old", "new"));
    String until =
        bucket
            .get("out/old")
            .created()
            .plus(Duration.ofDays(1))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();
    assertThat(e.until(), is(until));
    assertThat(
        e.getMessage(),
        is(
            "gs://bucket/out/old cannot be replaced before "
                + until
                + ": bucket bucket has a retention policy; give the same command again after that,"
                + " or choose a place without one"));
    bucket.withRetention(Duration.ZERO);
    write("old", "new");
    assertThat(store.delete(OUT, List.of("old", "older")), is(empty()));
  }

  @Test
  void whatIsSoftDeletedIsNotThere() throws IOException {
    bucket.withSoftDelete(Duration.ofDays(7));
    write("a", "1");
    write("a", "2");
    store.delete(OUT, List.of("a"));
    assertThat(store.list(OUT, "**"), is(empty()));
    assertThat(store.read(OUT, "a"), is(nullValue()));
    assertThat(write("a", "3", WriteCondition.absent()), is(true));
  }

  @Test
  void refusalsNameTheRightAndTheBucket() {
    bucket.denying("storage.objects.create", "storage.objects.get");
    IOException create = assertThrows(IOException.class, () -> write("a", "1"));
    assertThat(
        create.getMessage(),
        containsString("bucket bucket: no right storage.objects.create: grant a role"));
    IOException get = assertThrows(IOException.class, () -> store.read(OUT, "a"));
    assertThat(get.getMessage(), containsString("no right storage.objects.get"));
    IOException missing =
        assertThrows(IOException.class, () -> store.list("gs://no-such-bucket/out", "*"));
    assertThat(missing.getMessage(), containsString("bucket no-such-bucket is not there: make it"));
    server.createBucket("paid").requesterPays();
    IOException pays = assertThrows(IOException.class, () -> store.read("gs://paid", "a"));
    assertThat(pays.getMessage(), containsString("say which project pays with --gcsUserProject"));
  }
}
