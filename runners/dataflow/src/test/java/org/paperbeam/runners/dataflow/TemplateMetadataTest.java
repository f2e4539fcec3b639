package org.paperbeam.runners.dataflow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.ParameterMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.OptionSpec;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;

class TemplateMetadataTest {
  private static final Path FILE = Path.of("flex-template", "metadata.json");
  private static final OptionTable TABLE = OptionTable.of(RunOptions.class);

  private static com.google.api.services.dataflow.model.TemplateMetadata template()
      throws IOException {
    return GsonFactory.getDefaultInstance()
        .fromString(
            TemplateMetadata.json(), com.google.api.services.dataflow.model.TemplateMetadata.class);
  }

  @Test
  void theFileIsWhatTheOptionsSay() throws IOException {
    assertThat(
        "make it again, see docs/dataflow.md", Files.readString(FILE), is(TemplateMetadata.json()));
  }

  @Test
  void itHasTheFormOfGooglesClient() throws IOException {
    com.google.api.services.dataflow.model.TemplateMetadata template = template();
    assertThat(template.getUnknownKeys(), is(anEmptyMap()));
    assertThat(template.getName(), is("Paperbeam"));
    assertThat(template.getDescription().isBlank(), is(false));
    Set<String> names = new HashSet<>();
    for (ParameterMetadata parameter : template.getParameters()) {
      assertThat(parameter.getName(), parameter.getUnknownKeys(), is(anEmptyMap()));
      assertThat(parameter.getName(), names.add(parameter.getName()), is(true));
      assertThat(parameter.getName().matches("[a-zA-Z][a-zA-Z0-9]*"), is(true));
      assertThat(parameter.getName(), parameter.getLabel().isBlank(), is(false));
      assertThat(parameter.getName(), parameter.getHelpText().isBlank(), is(false));
    }
  }

  @Test
  void everyOptionThatAJobCanUseIsAParameterAndOnlyTheOutputIsNeeded() throws IOException {
    List<String> names =
        template().getParameters().stream().map(ParameterMetadata::getName).toList();
    Set<String> leftOut = new HashSet<>(TABLE.names());
    leftOut.removeAll(names);
    assertThat(
        leftOut,
        is(Set.of("detached", "llmKeyEnv", "semanticScholarKeyEnv", "verbose", "waitMinutes")));
    assertThat(
        template().getParameters().stream()
            .filter(parameter -> !parameter.getIsOptional())
            .map(ParameterMetadata::getName)
            .toList(),
        is(List.of("output")));
  }

  @Test
  void whatAnOptionTakesItsParameterTakesToo() throws IOException {
    Map<String, String> examples =
        Map.of(
            "output", "gs://bucket/papers",
            "date", "2025-03-25",
            "categories", "cs.LG,stat.ML,hep-th",
            "announceTypes", "new,replace-cross",
            "llmKeySecret", "projects/my-project/secrets/key/versions/latest",
            "llmKeyFile", "gs://bucket/key",
            "maxCostUsd", "1.5",
            "arxivRssUrl", "https://rss.arxiv.org/rss");
    for (ParameterMetadata parameter : template().getParameters()) {
      OptionSpec spec = TABLE.find(parameter.getName()).orElseThrow();
      String initial = spec.name().equals("output") ? "" : spec.setting().initial();
      for (String value : List.of(initial, examples.getOrDefault(spec.name(), ""))) {
        if (!value.isEmpty() && parameter.getRegexes() != null) {
          spec.read(value);
          assertThat(
              spec.name() + "=" + value, value.matches(parameter.getRegexes().get(0)), is(true));
        }
      }
    }
  }

  @Test
  void aLocalPathIsRefusedByTheForm() throws IOException {
    for (ParameterMetadata parameter : template().getParameters()) {
      if (Set.of("output", "llmKeyFile", "profile").contains(parameter.getName())) {
        assertThat("/home/me/x".matches(parameter.getRegexes().get(0)), is(false));
      }
    }
    assertThat(
        template().getParameters().stream().map(ParameterMetadata::getLabel).toList(),
        not(hasItem("")));
  }
}
