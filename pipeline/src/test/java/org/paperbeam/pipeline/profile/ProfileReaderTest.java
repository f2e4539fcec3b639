package org.paperbeam.pipeline.profile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.testing.NeedsSamples;
import org.paperbeam.testing.SharedData;

class ProfileReaderTest {
  @TempDir Path folder;

  @BeforeEach
  void writeAGoodProfile() throws IOException {
    write("profile.yaml", "categories: [cs.LG, cs.AI]\nminRelevance: 8\n");
    write("topics.md", "Topics\n");
    write("scoring.md", "Scoring\n");
    write("authors.csv", "name,semantic_scholar_id\nA. Nobody,17\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Profile read() {
    return ProfileReader.ofFolder(folder.toString());
  }

  /** What is said of a profile.yaml, without the folder's name. */
  private String yamlRefusal(String text) throws IOException {
    write("profile.yaml", text);
    return refusal();
  }

  private String authorsRefusal(String text) throws IOException {
    write("authors.csv", text);
    return refusal();
  }

  private String refusal() {
    String message = assertThrows(UsageException.class, this::read).getMessage();
    return message.replace(folder + "/", "").replace(folder.toString(), "FOLDER");
  }

  @Test
  void allFourFilesAreRead() {
    Profile profile = read();
    assertThat(profile.options(), is(Map.of("categories", "cs.LG,cs.AI", "minRelevance", "8")));
    assertThat(profile.topics(), is("Topics\n"));
    assertThat(profile.scoring(), is("Scoring\n"));
    assertThat(profile.followedAuthors(), is(List.of(new FollowedAuthor("A. Nobody", "17"))));
    assertThat(profile.place(), is(folder.toString()));
  }

  @NeedsSamples
  @Test
  void theSharedProfileIsRead() {
    Profile profile = ProfileReader.ofFolder(SharedData.path("profile").toString());
    assertThat(profile.followedAuthors().size(), is(5));
    assertThat(
        profile.options(),
        is(
            Map.of(
                "categories", "cs.LG,cs.AI",
                "announceTypes", "new,cross",
                "llmModel", "gpt-4o",
                "minRelevance", "7",
                "minNovelty", "6",
                "minHIndex", "12")));
  }

  @Test
  void theBundledExampleIsSound() {
    Profile profile = ProfileReader.bundled();
    assertThat(profile.options().keySet(), hasItem("categories"));
    assertThat(profile.followedAuthors().isEmpty(), is(false));
    assertThat(profile.topics(), startsWith("## Relevant Topics\n"));
    assertThat(profile.scoring(), startsWith("## Scoring Criteria\n"));
  }

  @Test
  void anUnknownKeyIsNamedWithItsLine() throws IOException {
    assertThat(
        yamlRefusal("# comment\n\nminRelevence: 7\n"),
        is("profile.yaml:3: unknown key \"minRelevence\" (did you mean minRelevance?)"));
    assertThat(yamlRefusal("zzz: 7\n"), is("profile.yaml:1: unknown key \"zzz\""));
  }

  @Test
  void aBadValueIsNamedWithItsLine() throws IOException {
    assertThat(
        yamlRefusal("categories: [cs.LG]\nminRelevance: 11\n"),
        is("profile.yaml:2: minRelevance: 11: must be a whole number from 0 to 10"));
    assertThat(
        yamlRefusal("titleFilter: yes\n"),
        is("profile.yaml:1: titleFilter: yes: must be true or false"));
    assertThat(
        yamlRefusal("announceTypes:\n  - new\n  - old\n"),
        is(
            "profile.yaml:2: announceTypes: new,old: must be a list of"
                + " new,cross,replace,replace-cross"));
    assertThat(
        yamlRefusal("llmKeyEnv: sk-secret\n"),
        is(
            "profile.yaml:1: llmKeyEnv: must be the name of an environment variable: letters,"
                + " digits and _"));
  }

  @Test
  void aKeyStandsOnceAndHasAValue() throws IOException {
    assertThat(
        yamlRefusal("minRelevance: 7\nminNovelty: 6\nminRelevance: 8\n"),
        is("profile.yaml:3: \"minRelevance\" stands in line 1 already"));
    assertThat(yamlRefusal("minRelevance:\n"), is("profile.yaml:1: \"minRelevance\" has no value"));
    assertThat(
        yamlRefusal("minRelevance: ''\n"), is("profile.yaml:1: \"minRelevance\" has no value"));
  }

  @Test
  void onlyFlatValuesAreRead() throws IOException {
    assertThat(
        yamlRefusal("minRelevance:\n  a: 1\n"),
        is("profile.yaml:2: \"minRelevance\" must be a value or a list, not a mapping"));
    assertThat(
        yamlRefusal("categories: [[cs.LG]]\n"),
        is("profile.yaml:1: \"categories\": a list holds plain words"));
    assertThat(
        yamlRefusal("- cs.LG\n"), is("profile.yaml:1: must hold lines such as  minRelevance: 7"));
    assertThat(
        yamlRefusal("? [a]\n: 1\n"), is("profile.yaml:1: a key must be the name of an option"));
  }

  @Test
  void noObjectIsMadeOfATag() throws IOException {
    assertThat(
        yamlRefusal("minRelevance: !!javax.script.ScriptEngineManager [x]\n"),
        is(
            "profile.yaml:1: not YAML: Global tag is not allowed:"
                + " tag:yaml.org,2002:javax.script.ScriptEngineManager"));
  }

  @Test
  void brokenYamlIsNamedWithItsLine() throws IOException {
    assertThat(
        yamlRefusal("minRelevance: 7\ncategories: [cs.LG\nminNovelty: 6\n"),
        startsWith("profile.yaml:3: not YAML: "));
    assertThat(yamlRefusal("a: 1\n---\nb: 2\n"), startsWith("profile.yaml:2: not YAML: "));
    assertThat(yamlRefusal("a: \u0000\n"), startsWith("profile.yaml:1: not YAML: "));
  }

  @Test
  void whatBelongsToOneCallDoesNotStandInAProfile() throws IOException {
    for (String key : List.of("date", "from", "to", "profile", "verbose", "secretManagerUrl")) {
      assertThat(
          yamlRefusal(key + ": x\n"),
          is("profile.yaml:1: \"" + key + "\" belongs on the command line, as --" + key));
    }
    assertThat(
        yamlRefusal("llmKeySecret: sk-secret\n"),
        is(
            "profile.yaml:1: llmKeySecret: must be projects/P/secrets/S, for its latest version, or"
                + " projects/P/secrets/S/versions/V"));
  }

  @Test
  void anEmptyYamlSetsNothing() throws IOException {
    write("profile.yaml", "# nothing\n");
    assertThat(read().options(), is(Map.of()));
  }

  @Test
  void aMissingFolderOrFileIsNamed() throws IOException {
    String expected =
        ": a profile is a folder with topics.md and, if need be, profile.yaml, scoring.md,"
            + " authors.csv; ./paperbeam init writes one";
    UsageException nowhere =
        assertThrows(UsageException.class, () -> ProfileReader.ofFolder("/nowhere/at/all"));
    assertThat(
        nowhere.getMessage(), is("--profile=/nowhere/at/all: there is no topics.md" + expected));
    Files.delete(folder.resolve("topics.md"));
    assertThat(refusal(), is("--profile=FOLDER: there is no topics.md" + expected));
  }

  @Test
  void topicsAreAllThatAProfileNeeds() throws IOException {
    for (String file : List.of("profile.yaml", "scoring.md", "authors.csv")) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Profile bundled = ProfileReader.bundled();
    assertThat(read().options(), is(bundled.options()));
    assertThat(read().scoring(), is(bundled.scoring()));
    assertThat(read().topics().equals(bundled.topics()), is(false));
    assertThat(read().followedAuthors(), is(List.of()));
  }

  @Test
  void aFileSystemThatIsNotInTheBuildIsNamed() {
    UsageException foreign =
        assertThrows(UsageException.class, () -> ProfileReader.ofFolder("nofs://bucket/profile"));
    assertThat(
        foreign.getMessage(),
        is(
            "--profile=nofs://bucket/profile: cannot be read: No filesystem found for scheme"
                + " nofs"));
  }

  @Test
  void anEmptyTextIsRefused() throws IOException {
    write("topics.md", " \n");
    assertThat(refusal(), is("topics.md:1: is empty: it goes into the prompt"));
  }

  @Test
  void authorsMayHaveCommentsBlankLinesMarksAndWindowsLineEnds() throws IOException {
    write("profile.yaml", "\uFEFFminRelevance: 7\r\n");
    write("topics.md", "a\r\nb\r\n");
    write(
        "authors.csv",
        "\uFEFF# mine\r\n\r\nname,semantic_scholar_id\r\n\"Doe, Jane\", 12\r\n\r\nÉ. Łoś,34\r\n");
    Profile profile = read();
    assertThat(
        profile.followedAuthors(),
        is(List.of(new FollowedAuthor("Doe, Jane", "12"), new FollowedAuthor("É. Łoś", "34"))));
    assertThat(profile.topics(), is("a\nb\n"));
  }

  @Test
  void aProfileWithoutAuthorsFollowsNobody() throws IOException {
    Files.delete(folder.resolve("authors.csv"));
    assertThat(read().followedAuthors(), is(List.of()));
  }

  @Test
  void aBadRowIsNamedWithItsLine() throws IOException {
    String header = "name,semantic_scholar_id\n";
    assertThat(
        authorsRefusal("author,id\n"),
        is("authors.csv:1: the first line must be name,semantic_scholar_id"));
    assertThat(
        authorsRefusal(header + "A,1\nB\n"),
        is("authors.csv:3: 1 columns, not 2: name,semantic_scholar_id"));
    assertThat(
        authorsRefusal(header + "# x\n\nDoe, Jane, 1\n"),
        is("authors.csv:4: 3 columns, not 2: name,semantic_scholar_id"));
    assertThat(
        authorsRefusal(header + "A,x17\n"),
        is("authors.csv:2: \"x17\" is no Semantic Scholar author id: it is a number"));
    assertThat(
        authorsRefusal(header + "A,\n"),
        is("authors.csv:2: \"\" is no Semantic Scholar author id: it is a number"));
    assertThat(authorsRefusal(header + ",17\n"), is("authors.csv:2: the name is missing"));
    assertThat(
        authorsRefusal(header + "A,1\nB,2\nC,1\n"),
        is("authors.csv:4: the id 1 stands in line 2 already"));
    assertThat(authorsRefusal(header + "\"A,1\n"), startsWith("authors.csv: not CSV: "));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  @Test
  void theFilesMayBeWrittenAsWindowsDoes() throws IOException {
    String text = "\uFEFF1. Köpfe\r\n2. 頭\r\n";
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      write("topics.md", text.getBytes(charset));
      write("profile.yaml", "\uFEFFminRelevance: 8\r\n".getBytes(charset));
      assertThat(charset.name(), read().topics(), is("1. Köpfe\n2. 頭\n"));
      assertThat(charset.name(), read().options(), is(Map.of("minRelevance", "8")));
    }
  }

  @Test
  void whatIsNoTextIsRefusedWithItsLine() throws IOException {
    write("topics.md", "Topics\nK\u00f6pfe\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refusal(), is("topics.md:2: holds bytes that are no UTF-8: save the file as UTF-8"));
    write("topics.md", "Topics\nK\0pfe\n".getBytes(StandardCharsets.UTF_8));
    assertThat(refusal(), is("topics.md:2: holds a character that no text has (NUL)"));
    write("topics.md", new byte[10_000_000]);
    assertThat(
        refusal(),
        is(
            "topics.md: has 10,000,000 bytes, and a file of a profile may have 2,000,000: is it"
                + " the right one?"));
  }

  @Test
  void tenThousandAuthorsAndAThousandTopicsAreRead() throws IOException {
    StringBuilder authors = new StringBuilder("name,semantic_scholar_id\n");
    StringBuilder topics = new StringBuilder();
    for (int i = 1; i <= 10_000; i++) {
      authors.append("\"Author, ").append(i).append("\",").append(i).append('\n');
    }
    for (int i = 1; i <= 1_000; i++) {
      topics.append("### Topic ").append(i).append("\nRelevant: words of ").append(i).append('\n');
    }
    write("authors.csv", authors.toString());
    write("topics.md", topics.toString());
    assertThat(read().followedAuthors().size(), is(10_000));
    assertThat(
        read().followedAuthors().get(9_999), is(new FollowedAuthor("Author, 10000", "10000")));
    assertThat(read().topics(), is(topics.toString()));
  }

  @Test
  void theFolderMayHaveAnyName() throws IOException {
    for (String name : List.of("[x]", "{a,b}", "a*b", "a?b", "100%", "a b", "Köpfe")) {
      Path odd = Files.createDirectory(folder.resolve(name));
      for (String file : List.of("profile.yaml", "topics.md", "scoring.md", "authors.csv")) {
        Files.copy(folder.resolve(file), odd.resolve(file));
      }
      assertThat(name, ProfileReader.ofFolder(odd.toString()).topics(), is("Topics\n"));
    }
  }
}
