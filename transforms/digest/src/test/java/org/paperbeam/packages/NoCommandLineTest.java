package org.paperbeam.packages;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** This library has no command line: no text of it names an option or a command. */
class NoCommandLineTest {
  /** A comment, which may, or a literal: a text block, a string, or a character. */
  private static final Pattern COMMENT_OR_LITERAL =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])+'",
          Pattern.DOTALL);

  private static final Pattern TYPED =
      Pattern.compile(
          "(?<![\\w!-])--[a-z][A-Za-z]+|\\./paperbeam|\\bpaperbeam (run|site|estimate)");

  private static List<String> typedIn(String source) {
    List<String> found = new ArrayList<>();
    Matcher literals = COMMENT_OR_LITERAL.matcher(source);
    while (literals.find()) {
      if (literals.group().startsWith("\"") && TYPED.matcher(literals.group()).find()) {
        found.add(literals.group());
      }
    }
    return found;
  }

  @Test
  void noTextNamesAnOptionOrACommand() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String artifact : List.of("listings", "engine", "digest")) {
      int before = sources.size();
      try (Stream<Path> files = Files.walk(Path.of("..", artifact, "src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
      assertThat(artifact, sources.size() - before, is(greaterThan(100)));
    }
    List<String> found = new ArrayList<>();
    for (Path source : sources) {
      typedIn(Files.readString(source)).forEach(text -> found.add(source + ": " + text));
    }
    assertThat(found, is(empty()));
  }

  @Test
  void whatWouldBeFoundIs() {
    assertThat(typedIn("f(\"; use --source=oai\");").size(), is(1));
    assertThat(typedIn("f('\"', \"a \\\" (--llmKeyFile)\");").size(), is(1));
    assertThat(typedIn("\"\"\"\n  --minHIndex=0\n\"\"\"").size(), is(1));
    assertThat(typedIn("f(\"run './paperbeam site'\")").size(), is(1));
    assertThat(
        typedIn("// \"--source\"\n/* \"--source\" */ f(\"--%s\", \"<!--x-->\", a--b);"),
        is(empty()));
  }
}
