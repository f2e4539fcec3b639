package org.paperbeam.flinkcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code runners/flink/cluster start|stop|status|kill}: a cluster that goes on after the call. */
public final class Main {
  private static final int PORT = 8081;
  private static final int WORKERS = 2;
  private static final int SLOTS = 2;
  private static final int BAD_USAGE = 2;

  private final Path folder;
  private final Path libraries;

  private Main(Path folder, Path libraries) {
    this.folder = folder;
    this.libraries = libraries;
  }

  /** The cluster's folder, the folder with Flink's jars, then the command. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Main main = new Main(Path.of(arguments[0]), Path.of(arguments[1]));
    List<String> command = List.of(arguments).subList(2, arguments.length);
    System.exit(main.run(command));
  }

  private int run(List<String> command) throws IOException, InterruptedException {
    String verb = command.isEmpty() ? "" : command.get(0);
    String rest = command.size() < 2 ? "" : command.get(1);
    return switch (verb) {
      case "start" -> start(rest);
      case "stop" -> stop();
      case "status" -> status();
      case "kill" -> kill(rest);
      default -> {
        System.err.println("cluster: start [PORT] | stop | status | kill worker-N");
        yield BAD_USAGE;
      }
    };
  }

  private int start(String port) throws IOException, InterruptedException {
    if (!port.matches("\\d{0,5}")) {
      System.err.println("cluster: start [PORT]: " + port + " is no port");
      return BAD_USAGE;
    }
    if (!alive().isEmpty()) {
      System.err.println("cluster: it runs already (cluster status says where)");
      return 1;
    }
    int rest = port.isEmpty() ? PORT : Integer.parseInt(port);
    ClusterConfig config = new ClusterConfig(folder, libraries, WORKERS, SLOTS, rest, Map.of());
    try {
      LocalCluster cluster = LocalCluster.startAndLeave(config);
      StringBuilder state = new StringBuilder(cluster.master()).append('\n');
      cluster.pids().forEach(pid -> state.append(pid).append('\n'));
      Files.writeString(folder.resolve("state"), state);
    } catch (IOException e) {
      System.err.println("cluster: " + e.getMessage() + " (is port " + rest + " taken?)");
      return 1;
    }
    return status();
  }

  private int status() throws IOException {
    List<String> state = state();
    List<ProcessHandle> alive = alive();
    if (alive.isEmpty()) {
      System.out.println("no cluster");
      return 1;
    }
    System.out.println("--flinkMaster=" + state.get(0) + "  (open http://" + state.get(0) + ")");
    for (int i = 1; i < state.size(); i++) {
      String name = i == 1 ? "jobmanager" : "worker-" + (i - 2);
      String pid = state.get(i);
      boolean runs = alive.stream().anyMatch(p -> ("" + p.pid()).equals(pid));
      System.out.println(
          "  "
              + name
              + "  "
              + (runs ? "pid " + pid : "gone")
              + "  "
              + folder.resolve(name + ".log"));
    }
    return 0;
  }

  private int kill(String name) throws IOException {
    List<String> state = state();
    int line = name.matches("worker-\\d") ? Integer.parseInt(name.substring(7)) + 2 : -1;
    Optional<ProcessHandle> worker =
        line < 0 || line >= state.size() ? Optional.empty() : process(state.get(line));
    if (worker.isEmpty()) {
      System.err.println("cluster: kill worker-N: there is no worker " + name);
      return BAD_USAGE;
    }
    boolean killed = worker.get().destroyForcibly();
    System.out.println(name + (killed ? " is killed" : " cannot be killed"));
    return killed ? 0 : 1;
  }

  private int stop() throws IOException {
    for (ProcessHandle process : alive()) {
      process.destroyForcibly();
      process.onExit().join();
    }
    Files.deleteIfExists(folder.resolve("state"));
    System.out.println("no cluster");
    return 0;
  }

  private List<ProcessHandle> alive() throws IOException {
    return state().stream().skip(1).flatMap(pid -> process(pid).stream()).toList();
  }

  /** Only a process of ours: a number may have been given to another one since. */
  private Optional<ProcessHandle> process(String pid) {
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(p -> p.isAlive() && p.info().commandLine().orElse("").contains(folder.toString()));
  }

  private List<String> state() throws IOException {
    Path file = folder.resolve("state");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
