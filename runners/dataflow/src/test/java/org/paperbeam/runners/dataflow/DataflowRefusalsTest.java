package org.paperbeam.runners.dataflow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.command.Main;

/** What workers could not see is one line and exit code 2, before anything is called. */
class DataflowRefusalsTest {
  private static final String FILES =
      ": the workers on Dataflow do not see this machine's files: write gs://BUCKET/PATH";
  private static final String OUTPUT = "--output=gs://bucket/out";

  private final FakeDataflow dataflow = new FakeDataflow();

  @AfterEach
  void stop() {
    dataflow.close();
  }

  private String refusal(String... options) {
    List<String> all = new ArrayList<>(List.of("run", "--runner=DataflowRunner"));
    all.addAll(List.of("--project=my-project", "--region=europe-west4"));
    all.addAll(List.of("--tempLocation=gs://bucket/temp", dataflow.option()));
    all.addAll(List.of(options));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream shown = new PrintStream(err, true, StandardCharsets.UTF_8);
    int code = Main.run(all.toArray(new String[0]), Map.of("OPENAI_API_KEY", "sk"), shown, shown);
    assertThat(err.toString(StandardCharsets.UTF_8), code, is(2));
    assertThat(dataflow.requests(), is(empty()));
    return err.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void everyLocalPathIsNamed() {
    assertThat(refusal("--output=/home/me/out"), is("paperbeam: --output=/home/me/out" + FILES));
    assertThat(
        refusal(OUTPUT, "--listingCache=/cache"), is("paperbeam: --listingCache=/cache" + FILES));
    assertThat(
        refusal(OUTPUT, "--source=snapshot", "--snapshotFiles=/s/*.json"),
        is("paperbeam: --snapshotFiles=/s/*.json" + FILES));
    assertThat(refusal(OUTPUT, "--ledger=/l"), is("paperbeam: --ledger=/l" + FILES));
    assertThat(
        refusal(OUTPUT, "--llmKeyFile=/key.txt"), is("paperbeam: --llmKeyFile=/key.txt" + FILES));
  }

  @Test
  void theKeyIsNotLeftInAVariable() {
    String line =
        "paperbeam: --llmKeyEnv: the workers on Dataflow have no variables of yours: give"
            + " --llmKeySecret=projects/P/secrets/S or --llmKeyFile=gs://BUCKET/PATH";
    assertThat(refusal(OUTPUT), is(line));
    assertThat(refusal(OUTPUT, "--llmKeyEnv=MY_KEY"), is(line));
  }
}
