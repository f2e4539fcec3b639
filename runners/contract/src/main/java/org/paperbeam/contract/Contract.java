package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.pipeline.command.Main;

/**
 * What the contract's tests share: a folder, a profile, and calls of the real command line in this
 * process, on the runner that the options choose.
 */
public abstract class Contract {
  /** The day of the invented listings. */
  protected static final String DAY = TestFeed.DAY;

  private final List<String> runner;

  @TempDir Path folder;

  private TestStorage storage;
  private OutputFolder output;
  private Map<String, String> environment = Map.of();

  /**
   * @param runner Beam's options that choose the runner and put its checks on
   */
  protected Contract(List<String> runner) {
    this.runner = List.copyOf(runner);
  }

  @BeforeEach
  void writeProfileAndKey() throws IOException {
    storage = storage(folder);
    output = new OutputFolder(storage, "out");
    write(
        "profile/profile.yaml",
        """
        categories: [cs.LG, cs.AI]
        llmModel: gpt-4o
        minRelevance: 7
        minNovelty: 6
        minHIndex: 12
        """);
    write(
        "profile/topics.md",
        """
        1. Training
           - Relevant: Training dynamics, generalisation, sparsity.
           - Irrelevant: Leaderboards.

        **Keywords:**

        - Relevant: Training Dynamics, Sparsity
        - Irrelevant: Survey
        """);
    write("profile/scoring.md", "Relevance and novelty go from 1 to 10.\n");
    write("profile/authors.csv", "name,semantic_scholar_id\nKaiming He,39353098\n");
    write("key", TestServices.KEY + "\n");
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  /** Where profile, key and output are; a folder on this machine unless a test says otherwise. */
  protected TestStorage storage(Path folder) {
    return new LocalStorage(folder);
  }

  /** The storage of this test. */
  protected final TestStorage storage() {
    return storage;
  }

  private void write(String relative, String text) throws IOException {
    storage.write(relative, text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the calls write. */
  protected final OutputFolder output() {
    return output;
  }

  /** A run on these services, with the test's profile, output and key; an option given wins. */
  protected final CommandResult run(TestServices services, String... options) {
    return call("run", runOptions(services, options));
  }

  /** Evaluates the output by what a run with these options says of the same days. */
  protected final CommandResult evaluateWith(TestServices services, String... options) {
    String with =
        commandLine("run", runOptions(services, options)).stream()
            .skip(1)
            .filter(option -> !option.startsWith("--output="))
            .map(option -> "\"" + option + "\"")
            .collect(Collectors.joining(" "));
    return call("evaluate", List.of("--with=" + with));
  }

  private List<String> runOptions(TestServices services, String... options) {
    List<String> given = Stream.of(options).map(Contract::name).toList();
    List<String> arguments = new ArrayList<>(services.options());
    arguments.removeIf(option -> given.contains(name(option)));
    if (given.stream().noneMatch(option -> option.startsWith("--llmKey"))) {
      arguments.add("--llmKeyFile=" + storage.path("key"));
    }
    arguments.addAll(List.of(options));
    return arguments;
  }

  /** The same run in a process of its own, with these options for Java; its output is dropped. */
  protected final Process start(List<String> java, TestServices services, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    String whole = System.getProperty("surefire.test.class.path");
    command.add("-cp");
    command.add(whole == null ? System.getProperty("java.class.path") : whole);
    command.add(Main.class.getName());
    command.addAll(commandLine("run", runOptions(services, options)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** From now on the command sees these environment variables; without it sees none. */
  protected final void setEnvironment(Map<String, String> variables) {
    environment = Map.copyOf(variables);
  }

  /** Changes the profile: another text is another question to the LLM. */
  protected final void appendToTopics(String text) throws IOException {
    String file = "profile/topics.md";
    write(file, new String(storage.read(file), StandardCharsets.UTF_8) + text);
  }

  private static String name(String option) {
    return option.replaceFirst("=.*", "");
  }

  private List<String> commandLine(String command, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (options.stream().noneMatch(option -> option.startsWith("--output="))) {
      arguments.add("--output=" + output);
    }
    boolean job = List.of("run", "demo", "estimate", "export").contains(command);
    if (List.of("run", "estimate").contains(command)
        && options.stream().noneMatch(option -> option.startsWith("--profile="))) {
      arguments.add("--profile=" + storage.path("profile"));
    }
    arguments.addAll(storage.options());
    if (job) {
      arguments.addAll(runner);
      // Reused step names break an upgrade of a running job.
      arguments.add("--stableUniqueNames=ERROR");
    }
    arguments.addAll(options);
    return arguments;
  }

  /** A command with the test's profile and output. */
  protected final CommandResult call(String command, List<String> options) {
    return call(command, options, new ByteArrayOutputStream());
  }

  /** The same; what goes to standard error can be listened to as it comes. */
  protected final CommandResult call(
      String command, List<String> options, ByteArrayOutputStream err) {
    List<String> arguments = commandLine(command, options);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments.toArray(new String[0]),
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandResult(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Checks the exit code, that the report adds up, and that nobody was shown a stack trace. */
  protected final void assertEnds(CommandResult result, int code) throws IOException {
    assertThat(result.text(), result.code(), is(code));
    assertThat(result.text(), not(containsString("\tat ")));
    output.assertBalanced();
    assertThat(
        "report of " + result.text(),
        output.report().path("state").asText(),
        is(code == 0 ? "complete" : code == 1 ? "failed" : "partial"));
  }
}
