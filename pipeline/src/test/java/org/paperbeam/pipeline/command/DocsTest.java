package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paperbeam.arxiv.ArxivMetrics;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.EveryOption;
import org.paperbeam.pipeline.options.OptionSpec;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.semanticscholar.AuthorMetrics;
import org.paperbeam.snapshot.SnapshotIO;
import org.paperbeam.snapshot.SnapshotMetrics;

/** The README and docs/ say what is so: links lead somewhere, commands are understood. */
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");

  /** A name in the table; one that goes on with a word for the kind ends before it. */
  private static final Pattern METRIC = Pattern.compile("`([a-z_]+)[A-Z]*`");

  private static final Pattern ARGUMENT = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      List<Path> pages = new ArrayList<>(docs.filter(p -> p.toString().endsWith(".md")).toList());
      pages.add(ROOT.resolve("README.md"));
      pages.add(ROOT.resolve("CONTRIBUTING.md"));
      pages.add(ROOT.resolve("template/README.md"));
      for (String artifact : List.of("listings", "engine", "digest")) {
        pages.add(ROOT.resolve("transforms").resolve(artifact).resolve("README.md"));
      }
      return pages;
    }
  }

  @Test
  void theReadmeIsShortAndNamesEveryPage() throws IOException {
    List<String> readme = Files.readAllLines(ROOT.resolve("README.md"));
    assertThat(readme.size(), is(lessThanOrEqualTo(160)));
    String text = String.join("\n", readme);
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      String name = ROOT.relativize(page).toString().replace('\\', '/');
      if (!name.endsWith("README.md") && !text.contains("](" + name + ")")) {
        missing.add(name);
      }
    }
    assertThat(missing, is(List.of()));
  }

  @Test
  void theTemplatesWorkflowIsTheOneOfThePage() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/daily.md"));
    String section = page.split("\n## GitHub Actions with Pages\n")[1].split("\n## ")[0];
    List<String> lines =
        section
            .lines()
            .filter(line -> line.startsWith("    "))
            .map(line -> line.substring(4))
            .toList();
    assertThat(
        Files.readAllLines(ROOT.resolve("template/.github/workflows/papers.yml")), is(lines));
  }

  @Test
  void everyLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(prose(page));
      while (link.find()) {
        if (link.group(1).contains(":")) {
          continue;
        }
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        boolean there =
            Files.exists(target)
                && (link.group(2) == null || anchors(target).contains(link.group(2)));
        if (!there) {
          dead.add(ROOT.relativize(page) + ": " + link.group());
        }
      }
    }
    assertThat(dead, is(List.of()));
  }

  /** The page without what is to be read as it stands. */
  private static String prose(Path page) throws IOException {
    return Files.readString(page)
        .replaceAll("(?s)```.*?```", "")
        .replaceAll("(?m)^ {4}(?! *[-*] ).*$", "");
  }

  private static List<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** Lines to type, indented or in a block, with those that a backslash goes on with. */
  private static List<String> commands(Path page) throws IOException {
    List<String> commands = new ArrayList<>();
    String text = Files.readString(page).replaceAll("\\\\\n\\s*", " ");
    for (String line : text.lines().toList()) {
      if (line.matches("\\s{2,}(\\S+=\\S+ )*\\./paperbeam .*")) {
        commands.add(
            line.substring(line.indexOf("./paperbeam") + 12)
                .replaceFirst("\\s+(#|\\|\\||&&|[|;>&]|\\d>).*", ""));
      }
    }
    return commands;
  }

  @Test
  void everyCommandIsUnderstoodWithEveryOptionAndValue() throws IOException {
    int understood = 0;
    List<String> refused = new ArrayList<>();
    for (Path page : pages()) {
      for (String command : commands(page)) {
        try {
          understand(command);
          understood++;
        } catch (UsageException e) {
          refused.add(ROOT.relativize(page) + ": " + command + ": " + e.getMessage());
        }
      }
    }
    assertThat(refused, is(List.of()));
    assertThat(understood, is(greaterThan(25)));
  }

  private static void understand(String typed) {
    List<String> words = new ArrayList<>();
    Matcher argument = ARGUMENT.matcher(typed);
    while (argument.find()) {
      words.add(argument.group().replaceAll("[\"']", "").replaceAll("\\$[A-Z_]+", "a-word"));
    }
    words.remove("...");
    String word = words.remove(0);
    if (word.equals("help") || words.contains("--help")) {
      return;
    }
    Command command =
        Commands.all().stream()
            .filter(c -> c.name().equals(word))
            .findFirst()
            .orElseThrow(() -> new UsageException("no such command"));
    // Runners and their options are of other modules.
    OptionTable all = OptionTable.of(EveryOption.class);
    List<String> ours =
        Cli.named(words, command).stream()
            .filter(w -> !w.startsWith("--") || all.find(name(w)).isPresent())
            .toList();
    OptionTable table = OptionTable.of(command.options());
    CommandLine line = CommandLine.parse(ours, word, table, all, name -> false);
    assertThat(Values.resolve(table, line.ours(), Map.of()).asArguments().isEmpty(), is(false));
  }

  private static String name(String argument) {
    return argument.substring(2).replaceFirst("=.*", "");
  }

  /** With {@code -Dpaperbeam.writeOptions=true} the page is written anew. */
  @Test
  void theTableOfOptionsIsWhatTheCodeDeclares() throws IOException {
    Path page = ROOT.resolve("docs/options.md");
    if (Boolean.getBoolean("paperbeam.writeOptions")) {
      Files.writeString(page, options());
    }
    assertThat(Files.readString(page), is(options()));
  }

  private static String options() {
    StringBuilder text =
        new StringBuilder(
            """
            # Every option of `run`

            Made from the code by `DocsTest` (`-Dpaperbeam.writeOptions=true`). `./paperbeam help run` says the same; `demo`, `estimate` and
            `check` take some or all of them, and `./paperbeam help COMMAND` lists those of each command. All but those that name one call
            may stand in [profile.yaml](profile.md); the command line wins.
            """);
    String subject = "";
    for (OptionSpec spec : OptionTable.of(RunOptions.class).specs()) {
      if (!spec.subject().equals(subject)) {
        subject = spec.subject();
        text.append("\n## ").append(subject);
        text.append("\n\n| option | default | meaning |\n| --- | --- | --- |\n");
      }
      String initial = spec.initialText().isEmpty() ? "" : "`" + spec.initialText() + "`";
      text.append("| `--").append(spec.name()).append("` | ");
      text.append(spec.setting().initialText().isEmpty() ? initial : spec.initialText());
      text.append(" | ").append(spec.meaning().replace("|", "\\|"));
      text.append(" It ").append(spec.allowed()).append(". |\n");
    }
    return text.toString();
  }

  /** The names of a table whose rows are: namespace, or nothing for the one above; names; text. */
  private static Map<String, Set<String>> documentedMetrics() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    String namespace = "";
    for (String line : Files.readAllLines(ROOT.resolve("docs/metrics.md"))) {
      String[] cells = line.split("\\|");
      if (cells.length < 3 || !cells[2].contains("`")) {
        continue;
      }
      namespace = cells[1].isBlank() ? namespace : cells[1].replace("`", "").strip();
      for (Matcher name = METRIC.matcher(cells[2]); name.find(); ) {
        documented.computeIfAbsent(namespace, key -> new TreeSet<>()).add(name.group(1));
      }
    }
    return documented;
  }

  private static Map<String, Set<String>> declaredMetrics() throws ReflectiveOperationException {
    Map<String, Set<String>> declared = new TreeMap<>();
    for (Class<?> names :
        List.of(
            PaperbeamMetrics.class,
            ArxivMetrics.class,
            AuthorMetrics.class,
            SnapshotMetrics.class)) {
      // A class without a namespace of its own has that of its transform.
      String namespace = SnapshotIO.class.getName();
      Set<String> all = new TreeSet<>();
      for (var field : names.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
          if (field.getName().equals("NAMESPACE")) {
            namespace = (String) field.get(null);
          } else {
            all.add((String) field.get(null));
          }
        }
      }
      declared.put(namespace, all);
    }
    return declared;
  }

  @Test
  void theMetricsOfAllNamespacesStandInOneTableAndNoOthers() throws Exception {
    assertThat(documentedMetrics(), is(declaredMetrics()));
  }
}
