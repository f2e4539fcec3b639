package org.paperbeam.runners.dataflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paperbeam.pipeline.options.OptionSpec;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;

/**
 * What a Flex Template says of its parameters, made from the options themselves. The form is
 * Google's {@code TemplateMetadata}.
 *
 * @see <a
 *     href="https://cloud.google.com/dataflow/docs/guides/templates/configuring-flex-templates#metadata">Template
 *     metadata</a>
 */
public final class TemplateMetadata {
  private TemplateMetadata() {}

  /** Prints it, for the file that {@code gcloud dataflow flex-template build} takes. */
  public static void main(String[] arguments) {
    byte[] json = json().getBytes(StandardCharsets.UTF_8);
    System.out.write(json, 0, json.length);
    System.out.flush();
  }

  /** The whole file's text. */
  static String json() {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode template = mapper.createObjectNode();
    template.put("name", "Paperbeam");
    template.put(
        "description",
        "Personalised digests of arXiv papers, scored by an LLM: one announcement day or a range.");
    template.put("streaming", false);
    ArrayNode parameters = template.putArray("parameters");
    OptionTable.of(RunOptions.class).specs().stream()
        .filter(spec -> spec.setting().inTemplate())
        .forEach(spec -> describe(spec, parameters.addObject()));
    try {
      return mapper.writeValueAsString(template) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts make JSON", e);
    }
  }

  private static void describe(OptionSpec spec, ObjectNode parameter) {
    boolean optional = !spec.name().equals("output");
    parameter.put("name", spec.name());
    parameter.put("label", label(spec.name()));
    String initial = optional ? spec.initialText() : "";
    parameter.put(
        "helpText", spec.meaning() + (initial.isEmpty() ? "" : " Default: " + initial + "."));
    parameter.put("isOptional", optional);
    String regex = regex(spec);
    if (!regex.isEmpty()) {
      parameter.putArray("regexes").add(regex);
    }
    parameter.put("paramType", "TEXT");
  }

  /** {@code llmKeySecret} is shown as {@code LLM key secret}. */
  private static String label(String name) {
    String words =
        name.replaceAll("([a-z])([A-Z])", "$1 $2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\b(llm|rss|api|oai|url|usd|gcs)\\b", "\u0001$1");
    String shown =
        Stream.of(words.split(" "))
            .map(w -> w.startsWith("\u0001") ? w.substring(1).toUpperCase(Locale.ROOT) : w)
            .collect(Collectors.joining(" "))
            .replace("arxiv", "arXiv")
            .replace("min hindex", "least h-index");
    return shown.startsWith("arXiv")
        ? shown
        : Character.toUpperCase(shown.charAt(0)) + shown.substring(1);
  }

  private static String regex(OptionSpec spec) {
    String words = String.join("|", spec.setting().words());
    return switch (spec.setting().type()) {
      case TEXT -> "";
      case PATH -> "^gs://[^/]+(/.*)?$";
      case VARIABLE -> "^[A-Za-z_][A-Za-z0-9_]*$";
      case SECRET -> "^projects/[^/]+/secrets/[A-Za-z0-9_-]+(/versions/[A-Za-z0-9_-]+)?$";
      case URL -> "^https?://.+$";
      case LANGUAGE -> "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$";
      case DATE -> "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
      case WHOLE -> "^[0-9]+$";
      case NUMBER -> "^[0-9]+(\\.[0-9]+)?$";
      case FLAG -> "^(true|false)$";
      case WORD -> "^(" + words + ")$";
      case WORDS -> "^(" + words + ")(,(" + words + "))*$";
      case CATEGORIES -> "^[a-z-]+(\\.[A-Za-z-]+)?(,[a-z-]+(\\.[A-Za-z-]+)?)*$";
    };
  }
}
