package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.pipeline.profile.ProfileReader;

/** A profile from nothing, from words, from papers; and what check says of it. */
class InitCommandTest {
  private static final String BIB =
      """
      @article{a, title={Tidal Heating of {Small Moons}}, author={Wikstr{\\"o}m, Jonas and Ada Nobody},
        abstract={We model tidal heating with sparse gaussian processes.}, keywords={moons}}
      @misc{b, title = "Sparse Gaussian Processes at Sea", author = {Ada Nobody and others}}
      @misc{c, note = {without a title}}
      """;

  private static final String RIS =
      """
      TY  - JOUR
      TI  - Tidal Heating of Small Moons
      AU  - Wikström, Jonas
      AU  - Nobody, Ada
      AB  - We model tidal heating with sparse gaussian processes.
      ER  -
      TY  - CONF
      T1  - Sparse Gaussian Processes at Sea
      A1  - Nobody, Ada
      ER  -
      """;

  private static final String CSL =
      """
      [{"title": "Tidal Heating of Small Moons", "abstract": "Sparse gaussian processes.",
        "author": [{"given": "Jonas", "family": "Wikström"}, {"given": "Ada", "family": "Nobody"}]},
       {"title": "Sparse Gaussian Processes at Sea", "author": [{"given": "Ada", "family": "Nobody"}]}]
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int call(Map<String, String> environment, String... arguments) {
    said.reset();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return Main.run(arguments, environment, out, out);
  }

  private int call(String... arguments) {
    return call(Map.of(), arguments);
  }

  private String text() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private String mine(String name) throws IOException {
    return Files.readString(folder.resolve("mine").resolve(name));
  }

  @Test
  void wordsBecomeTopicsOfAProfileThatCanBeRunAndNobodyIsFollowed() throws IOException {
    String mine = folder.resolve("mine") + "";
    assertThat(call("init", mine, "tides on small moons, graph theory"), is(0));
    assertThat(
        text(), startsWith("wrote " + mine + "/: authors.csv, profile.yaml, scoring.md, top"));
    Profile profile = ProfileReader.ofFolder(mine);
    assertThat(profile.followedAuthors(), is(List.of()));
    assertThat(profile.options(), is(ProfileReader.bundled().options()));
    assertThat(
        profile.topics(),
        is(
            """
            ## Relevant Topics

            1. Tides on small moons
               - Relevant: tides on small moons

            2. Graph theory
               - Relevant: graph theory

            **Keywords:**

            - Relevant: tides on small moons, graph theory
            """));
  }

  @Test
  void withoutWordsTheExamplesTopicsStandThereToBeChanged() throws IOException {
    assertThat(call("init", folder.resolve("mine") + ""), is(0));
    assertThat(mine("topics.md"), is(ProfileReader.bundled().topics()));
    assertThat(mine("authors.csv"), not(containsString("Bengio")));
  }

  @Test
  void papersOfEveryFormGiveKeywordsAndAuthorsToChooseFrom() throws IOException {
    for (String text : List.of(BIB, RIS, CSL)) {
      Path file = Files.writeString(folder.resolve("refs"), text);
      String mine = Files.createTempDirectory(folder, "mine") + "/p";
      assertThat(text, call("init", mine, "--from=" + file), is(0));
      String topics = Files.readString(Path.of(mine, "topics.md"));
      assertThat(topics, containsString("- Relevant: sparse gaussian processes"));
      assertThat(topics, containsString("   - Relevant: Tidal Heating of Small Moons\n"));
      String authors = Files.readString(Path.of(mine, "authors.csv"));
      assertThat(authors, containsString("# Ada Nobody,\n# Jonas Wikström,\n"));
      assertThat(ProfileReader.ofFolder(mine).followedAuthors(), is(List.of()));
    }
  }

  @Test
  void whatIsNoListOfPapersIsRefusedAndNothingIsWritten() throws IOException {
    List<List<String>> cases = new ArrayList<>();
    cases.add(List.of("2503.18929\nhep-th/9901001v2\n", ": arXiv ids alone: init asks nobody for"));
    cases.add(List.of("Dear all,", ": neither BibTeX, RIS nor CSL JSON"));
    cases.add(List.of("", ": neither BibTeX, RIS nor CSL JSON"));
    cases.add(List.of("[]", ": holds no paper with a title"));
    cases.add(List.of("[{", ": not JSON: "));
    cases.add(List.of("@article{a, title={open", ": not BibTeX: "));
    for (List<String> one : cases) {
      Path file = Files.writeString(folder.resolve("refs"), one.get(0));
      assertThat(call("init", folder.resolve("mine") + "", "--from=" + file), is(2));
      assertThat(text(), startsWith("paperbeam: --from=" + file + one.get(1)));
      assertThat(text().lines().count(), is(1L));
      assertThat(Files.exists(folder.resolve("mine")), is(false));
    }
    assertThat(call("init", folder + "", "--from=/nowhere/refs.bib"), is(2));
    assertThat(text(), is("paperbeam: --from=/nowhere/refs.bib: there is no such file\n"));
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.writeString(folder.resolve("topics.md"), "mine");
    assertThat(call("init", folder + ""), is(2));
    assertThat(text(), containsString("there is a topics.md already: choose another folder"));
    assertThat(Files.readString(folder.resolve("topics.md")), is("mine"));
    assertThat(Files.exists(folder.resolve("scoring.md")), is(false));
  }

  @Test
  void checkSaysWhatARunWouldDoAndWritesNothing() throws IOException {
    String mine = folder.resolve("mine") + "";
    assertThat(call("init", mine, "tides"), is(0));
    String output = folder.resolve("out") + "";
    assertThat(call("check", "--profile=" + mine, "--output=" + output), is(0));
    assertThat(
        text(),
        allOf(
            containsString("profile   " + mine + "\n"),
            containsString("lists     cs.LG, cs.AI, cs.CL, stat.ML: new, cross, by rss\n"),
            containsString("topics    Tides\n"),
            containsString("authors   0 followed; Semantic Scholar is not asked\n"),
            containsString("scores    gpt-4o-mini at https://api.openai.com/v1\n"),
            containsString("selects   relevance 7 and novelty 6 or more\n"),
            containsString("key       NOT FOUND: "),
            containsString("writes    " + output + "\n")));
    assertThat(Files.exists(Path.of(output)), is(false));
    assertThat(
        call(
            Map.of("OPENAI_API_KEY", "sk-0123456789abcdef"),
            "check",
            "--profile=" + mine,
            "--minNovelty=3",
            "--maxCostUsd=2"),
        is(0));
    assertThat(text(), containsString("key       found\n"));
    assertThat(text(), containsString("novelty 3 or more\n"));
    assertThat(text(), containsString("at most $2"));
    assertThat(call("check", "--profile=" + mine, "--scorer=offline"), is(0));
    assertThat(text(), containsString("scores    offline, by words; no model is asked\n"));
    assertThat(text(), not(containsString("key ")));
    assertThat(call("check", "--profile=/nowhere/at/all"), is(2));
  }

  @Test
  void theVersionIsToldInALine() {
    for (String word : List.of("--version", "version", "-V")) {
      assertThat(call(word), is(0));
      assertThat(text().matches("paperbeam \\d+\\.\\d+\\.\\d+\\S*\\R"), is(true));
    }
  }
}
