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
  /** Parts of which only the whole is shown: each collection's key is a step. */
  private static final Set<String> ONE_BOX = Set.of("All of the run", "All of the estimate");

  /** Parts of a ParDo or a Create, which are no level of ours. */
  private static final String OF_BEAM = "(ParMultiDo|Read|Impulse|ParDo|Create|Map).*";

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
    boolean alone = names.length < 2 || ONE_BOX.contains(names[0]) || names[1].matches(OF_BEAM);
    String step = alone ? names[0] : names[0] + "/" + names[1];
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
        Set<String> types =
            typesByEdge.computeIfAbsent(id(from) + " -->%s " + id(step), unused -> new TreeSet<>());
        if (!type(input).isEmpty()) {
          types.add(type(input));
        }
      }
    }
    for (PValue output : node.getOutputs().values()) {
      producers.put(output, step);
    }
  }

  /** What a collection holds; nothing where that is a pair or a mark of the join. */
  private static String type(PCollection<?> collection) {
    Class<?> type = collection.getTypeDescriptor().getRawType();
    return type.getName().startsWith("org.paperbeam.") ? type.getSimpleName() : "";
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
                .append(edge.formatted(types.isEmpty() ? "" : "|" + String.join(", ", types) + "|"))
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
