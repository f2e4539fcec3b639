package org.paperbeam.flinkcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A running cluster: one job manager, and task managers named {@code worker-0}, {@code worker-1}
 * and so on. Its processes end when it is closed or, as {@link #start} makes it, when this process
 * ends in whatever way. Not thread-safe.
 */
public final class LocalCluster implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final int TRIES = 5;

  private final ClusterConfig config;
  private final FlinkProcess starter;
  private final FlinkRest rest;
  private final Process jobManager;
  private final List<Process> taskManagers = new ArrayList<>();

  private LocalCluster(
      ClusterConfig config, FlinkProcess starter, FlinkRest rest, Process jobManager) {
    this.config = config;
    this.starter = starter;
    this.rest = rest;
    this.jobManager = jobManager;
  }

  /** Starts a cluster that ends with this process, and waits until it takes jobs. */
  public static LocalCluster start(ClusterConfig config) throws IOException, InterruptedException {
    return start(config, true);
  }

  /** Starts a cluster that goes on when this process ends, and waits until it takes jobs. */
  static LocalCluster startAndLeave(ClusterConfig config) throws IOException, InterruptedException {
    return start(config, false);
  }

  private static LocalCluster start(ClusterConfig config, boolean endsWithUs)
      throws IOException, InterruptedException {
    Files.createDirectories(config.folder().resolve("tmp"));
    Files.createDirectories(config.folder().resolve("web"));
    for (int attempt = 1; ; attempt++) {
      // A port that was free may be taken before the job manager has it: then take another.
      int restPort = config.restPort() == 0 ? freePort() : config.restPort();
      writeConfiguration(config, config.toFlink(freePort(), restPort));
      FlinkProcess starter = new FlinkProcess(config, endsWithUs);
      Process jobManager =
          starter.start(
              "jobmanager", FlinkProcess.JOB_MANAGER, List.of("-D", "rest.bind-port=" + restPort));
      LocalCluster cluster = new LocalCluster(config, starter, new FlinkRest(restPort), jobManager);
      boolean up = false;
      try {
        up = cluster.comesUp();
      } finally {
        if (!up) {
          cluster.close();
        }
      }
      if (up) {
        return cluster;
      }
      if (attempt == TRIES || config.restPort() != 0) {
        throw new IOException("the cluster does not come up; see the logs in " + config.folder());
      }
    }
  }

  private boolean comesUp() throws IOException, InterruptedException {
    if (!becomes(0)) {
      return false;
    }
    for (int i = 0; i < config.taskManagers(); i++) {
      startTaskManager();
    }
    return becomes(config.taskManagers());
  }

  /** Waits until that many task managers are there; false when a process is gone. */
  private boolean becomes(int workers) throws InterruptedException {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (System.nanoTime() - end < 0) {
      if (jobManager.waitFor(200, TimeUnit.MILLISECONDS)
          || taskManagers.stream().anyMatch(worker -> !worker.isAlive())) {
        return false;
      }
      if (rest.taskManagers() >= workers) {
        return true;
      }
    }
    return false;
  }

  /** Starts one more task manager; returns its name. */
  public String startTaskManager() throws IOException {
    String name = "worker-" + taskManagers.size();
    taskManagers.add(
        starter.start(
            name, FlinkProcess.TASK_MANAGER, List.of("-D", "taskmanager.resource-id=" + name)));
    return name;
  }

  /** Where the job manager takes jobs, e.g. {@code 127.0.0.1:8081}. */
  public String master() {
    return "127.0.0.1:" + rest.port();
  }

  /** The job manager's REST interface. */
  public FlinkRest rest() {
    return rest;
  }

  /** The process of a task manager, by its name. */
  public ProcessHandle worker(String name) {
    return taskManagers.get(Integer.parseInt(name.replaceFirst("^worker-", ""))).toHandle();
  }

  /** The process ids, the job manager's first. */
  List<Long> pids() {
    List<Long> pids = new ArrayList<>(List.of(jobManager.pid()));
    taskManagers.forEach(worker -> pids.add(worker.pid()));
    return pids;
  }

  /** Kills all processes and waits for their end. */
  @Override
  public void close() {
    List<Process> all = new ArrayList<>(taskManagers);
    all.add(jobManager);
    all.forEach(Process::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  private static void writeConfiguration(ClusterConfig config, Map<String, String> flink)
      throws IOException {
    Path file = config.folder().resolve("flink-conf.yaml");
    Files.writeString(
        file,
        flink.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
