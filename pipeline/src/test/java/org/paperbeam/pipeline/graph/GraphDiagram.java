package org.paperbeam.pipeline.graph;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;

/**
 * A pipeline as a Mermaid flow chart: its steps, one level below the top, and the collections
 * between them. Steps that group are hexagons.
 */
final class GraphDiagram extends Pipeline.PipelineVisitor.Defaults {
  private final Map<String, Set<String>> stepsByPart = new LinkedHashMap<>();
  private final Map<String, Integer> groupingsByStep = new TreeMap<>();
  private final Map<PValue, String> producers = new LinkedHashMap<>();
  private final Map<String, Set<String>> typesByEdge = new LinkedHashMap<>();
  private int primitives;
  private int groupings;

  private GraphDiagram() {}

  static GraphDiagram of(Pipeline pipeline) {
    GraphDiagram diagram = new GraphDiagram();
    pipeline.traverseTopologically(diagram);
    return diagram;
  }

  /** Steps that are no composites: what a runner executes. */
  int primitives() {
    return primitives;
  }

  /** Steps of these that group by key: where data is exchanged between workers. */
  int groupings() {
    return groupings;
  }

  @Override
  public void visitPrimitiveTransform(Node node) {
    String[] names = node.getFullName().split("/", -1);
    String step = names.length > 1 ? names[0] + "/" + names[1] : names[0];
    // A ParDo's or a Create's own parts are no level of ours.
    String second = names.length > 1 ? names[1] : "";
    if (second.startsWith("ParMultiDo") || second.startsWith("Read") || names[0].equals("Run")) {
      step = names[0];
    }
    primitives++;
    stepsByPart.computeIfAbsent(names[0], unused -> new LinkedHashSet<>()).add(step);
    if (node.getTransform() instanceof GroupByKey) {
      groupings++;
      groupingsByStep.merge(step, 1, Integer::sum);
    }
    for (PCollection<?> input :
        node.getInputs().values().stream().map(PCollection.class::cast).toList()) {
      String from = producers.get(input);
      if (!from.equals(step)) {
        typesByEdge
            .computeIfAbsent(id(from) + " -->|%s| " + id(step), unused -> new TreeSet<>())
            .add(type(input));
      }
    }
    for (PValue output : node.getOutputs().values()) {
      producers.put(output, step);
    }
  }

  private static String type(PCollection<?> collection) {
    // What a key is added for, or a mark, is what counts.
    String type =
        collection.getTypeDescriptor() == null
            ? ""
            : collection.getTypeDescriptor().getType().getTypeName();
    return type.replaceAll("[a-z][A-Za-z0-9_]*[.$]|[A-Z][A-Za-z0-9_]*\\$", "")
        .replace("<", "‹")
        .replace(">", "›");
  }

  private static String id(String step) {
    return step.replaceAll("[^A-Za-z0-9]", "_");
  }

  /** The whole chart. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    stepsByPart.forEach(
        (part, steps) -> {
          boolean alone = steps.size() == 1 && steps.contains(part);
          if (!alone) {
            text.append("  subgraph ")
                .append(id(part))
                .append("_part [\"")
                .append(part)
                .append("\"]\n");
          }
          for (String step : steps) {
            text.append(alone ? "  " : "    ").append(node(step)).append('\n');
          }
          if (!alone) {
            text.append("  end\n");
          }
        });
    typesByEdge.forEach(
        (edge, types) ->
            text.append("  ")
                .append(edge.formatted("\"" + String.join(", ", types) + "\""))
                .append('\n'));
    return text.toString();
  }

  private String node(String step) {
    String name = step.substring(step.indexOf('/') + 1);
    int count = groupingsByStep.getOrDefault(step, 0);
    return count == 0
        ? id(step) + "[\"" + name + "\"]"
        : id(step) + "{{\"" + name + (count > 1 ? " (" + count + " groupings)" : "") + "\"}}";
  }
}
