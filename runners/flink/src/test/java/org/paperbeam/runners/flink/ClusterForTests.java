package org.paperbeam.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paperbeam.flinkcluster.ClusterConfig;
import org.paperbeam.flinkcluster.LocalCluster;

/** A real cluster for a test: one job manager, two workers with two slots each. */
final class ClusterForTests implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The step that holds all calls to the LLM. */
  private static final String LANE = "Ask the LLM";

  private final Path folder;
  private final Path libraries;
  private final LocalCluster cluster;

  private ClusterForTests(Path folder, Path libraries, LocalCluster cluster) {
    this.folder = folder;
    this.libraries = libraries;
    this.cluster = cluster;
  }

  static ClusterForTests start(Map<String, String> flinkOptions)
      throws IOException, InterruptedException {
    Map<String, String> options = new HashMap<>();
    // So that a worker which answers nobody is missed within seconds, not within a minute.
    options.put("heartbeat.interval", "2000");
    options.put("heartbeat.timeout", "15000");
    options.put("web.refresh-interval", "1000");
    options.put("metrics.fetcher.update-interval", "1000");
    options.putAll(flinkOptions);
    Path target = Path.of("target").toAbsolutePath();
    Path folder = Files.createTempDirectory(target, "cluster");
    Path libraries = target.resolveSibling("../flink-cluster/target/flink").normalize();
    return new ClusterForTests(
        folder,
        libraries,
        LocalCluster.start(new ClusterConfig(folder, libraries, 2, 2, 0, options)));
  }

  LocalCluster cluster() {
    return cluster;
  }

  /** The options that lead a run here. */
  List<String> options() {
    return List.of(
        "--runner=FlinkRunner",
        "--flinkMaster=" + cluster.master(),
        "--filesToStage=" + Path.of("target", ClusterJar.NAME).toAbsolutePath(),
        "--executionRetryDelay=1000");
  }

  /** Flink's own command line, which has Flink on its class path and nothing of ours. */
  Process flink(String command, String... arguments) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                libraries + "/*",
                "org.apache.flink.client.cli.CliFrontend",
                command,
                "-m",
                cluster.master()));
    line.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(line).redirectErrorStream(true);
    process.environment().put("FLINK_CONF_DIR", folder.toString());
    return process.start();
  }

  /** The worker that calls the LLM at present. */
  Optional<String> laneHolder() throws IOException, InterruptedException {
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (job.path("state").asText().equals("RUNNING")) {
        String path = "/jobs/" + job.path("jid").asText();
        for (JsonNode vertex : get(path).path("vertices")) {
          if (vertex.path("name").asText().contains(LANE)) {
            List<String> running = running(get(path + "/vertices/" + vertex.path("id").asText()));
            if (running.size() == 1) {
              return Optional.of(running.get(0));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The workers that Flink counts on at present. */
  List<String> workers() throws IOException, InterruptedException {
    List<String> workers = new ArrayList<>();
    get("/taskmanagers").path("taskmanagers").forEach(w -> workers.add(w.path("id").asText()));
    return workers;
  }

  private static List<String> running(JsonNode vertex) {
    List<String> workers = new ArrayList<>();
    for (JsonNode subtask : vertex.path("subtasks")) {
      if (subtask.path("status").asText().equals("RUNNING")) {
        workers.add(subtask.path("taskmanager-id").asText());
      }
    }
    return workers;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(cluster.rest().get(path));
  }

  @Override
  public void close() {
    cluster.close();
  }
}
