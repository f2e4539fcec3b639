package org.paperbeam.pipeline.profile;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paperbeam.pipeline.options.DidYouMean;
import org.paperbeam.pipeline.options.OptionSpec;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.UsageException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads {@code profile.yaml}: a flat mapping from the options' names to their values, a list as
 * {@code [a, b]} or one a line. Only YAML's nodes are looked at; no object is ever made of them.
 */
final class ProfileYaml {
  private final String file;
  private final OptionTable table;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private ProfileYaml(String file, OptionTable table) {
    this.file = file;
    this.table = table;
  }

  /**
   * The values by option name, each checked.
   *
   * @param file the name for messages
   * @throws UsageException naming file and line
   */
  static Map<String, String> read(String file, String text, OptionTable table) {
    ProfileYaml reader = new ProfileYaml(file, table);
    Node root;
    try {
      root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw reader.wrong(line, "not YAML: " + String.valueOf(e.getProblem()).strip());
    } catch (YAMLException e) {
      throw reader.wrong(1, "not YAML: " + String.valueOf(e.getMessage()).split("\n")[0]);
    }
    if (root instanceof MappingNode mapping) {
      mapping.getValue().forEach(reader::entry);
    } else if (root != null && !Tag.NULL.equals(root.getTag())) {
      throw reader.wrong(line(root), "must hold lines such as  minRelevance: 7");
    }
    return reader.values;
  }

  private void entry(NodeTuple tuple) {
    int line = line(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
      throw wrong(line, "a key must be the name of an option");
    }
    String key = scalar.getValue();
    OptionSpec spec = known(key, line);
    Integer before = lines.put(key, line);
    if (before != null) {
      throw wrong(line, "\"" + key + "\" stands in line " + before + " already");
    }
    String text = text(key, tuple.getValueNode());
    try {
      Object unused = spec.read(text);
      assert unused != null;
    } catch (UsageException e) {
      String shown = spec.isShowable() ? key + ": " + text : key;
      throw wrong(line(tuple.getValueNode()), shown.strip() + ": " + spec.allowed());
    }
    values.put(key, text);
  }

  private OptionSpec known(String key, int line) {
    Optional<OptionSpec> spec = table.find(key);
    if (spec.isEmpty()) {
      List<String> keys =
          table.specs().stream()
              .filter(s -> s.setting().inProfile())
              .map(OptionSpec::name)
              .toList();
      throw wrong(line, "unknown key \"" + key + "\"" + DidYouMean.hint(keys, key, ""));
    }
    if (!spec.get().setting().inProfile()) {
      throw wrong(line, "\"" + key + "\" belongs on the command line, as --" + key);
    }
    return spec.get();
  }

  private String text(String key, Node value) {
    if (value instanceof ScalarNode scalar) {
      if (Tag.NULL.equals(scalar.getTag()) || scalar.getValue().isBlank()) {
        throw wrong(line(value), "\"" + key + "\" has no value");
      }
      return scalar.getValue();
    }
    if (value instanceof SequenceNode sequence) {
      List<String> members = new ArrayList<>();
      for (Node member : sequence.getValue()) {
        if (!(member instanceof ScalarNode scalar) || scalar.getValue().contains(",")) {
          throw wrong(line(member), "\"" + key + "\": a list holds plain words");
        }
        members.add(scalar.getValue());
      }
      return String.join(",", members);
    }
    throw wrong(line(value), "\"" + key + "\" must be a value or a list, not a mapping");
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private UsageException wrong(int line, String what) {
    return new UsageException(file + ":" + line + ": " + what);
  }
}
