package org.paperbeam.flinkcluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a cluster on this machine is like. Immutable.
 *
 * @param folder for configuration, logs and Flink's temporary files
 * @param libraries the folder with Flink's jars
 * @param taskManagers 1 to 16
 * @param slots of each task manager, 1 to 16
 * @param restPort of the job manager; 0 for a free one
 * @param flinkOptions Flink's own options, which win over ours
 */
public record ClusterConfig(
    Path folder,
    Path libraries,
    int taskManagers,
    int slots,
    int restPort,
    Map<String, String> flinkOptions) {
  private static final int MOST = 16;

  public ClusterConfig {
    flinkOptions = Map.copyOf(flinkOptions);
    check("taskManagers", taskManagers);
    check("slots", slots);
    if (restPort < 0 || restPort > 65535) {
      throw new IllegalArgumentException("restPort is " + restPort + ", allowed is 0 to 65535");
    }
  }

  private static void check(String name, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(name + " is " + value + ", allowed is 1 to " + MOST);
    }
  }

  /** What Flink reads, with these ports of the job manager. */
  Map<String, String> toFlink(int rpcPort, int freeRestPort) {
    Map<String, String> flink = new TreeMap<>();
    flink.put("jobmanager.rpc.address", "127.0.0.1");
    flink.put("jobmanager.rpc.port", "" + rpcPort);
    flink.put("jobmanager.bind-host", "127.0.0.1");
    flink.put("rest.address", "127.0.0.1");
    flink.put("rest.bind-address", "127.0.0.1");
    flink.put("rest.port", "" + freeRestPort);
    flink.put("taskmanager.host", "127.0.0.1");
    flink.put("taskmanager.bind-host", "127.0.0.1");
    flink.put("taskmanager.numberOfTaskSlots", "" + slots);
    // Started without Flink's scripts, a task manager is told each part of its memory.
    flink.put("taskmanager.cpu.cores", "" + slots);
    flink.put("taskmanager.memory.task.heap.size", "384m");
    flink.put("taskmanager.memory.task.off-heap.size", "64m");
    flink.put("taskmanager.memory.framework.heap.size", "128m");
    flink.put("taskmanager.memory.framework.off-heap.size", "128m");
    flink.put("taskmanager.memory.jvm-metaspace.size", "256m");
    flink.put("taskmanager.memory.jvm-overhead.min", "192m");
    flink.put("taskmanager.memory.jvm-overhead.max", "192m");
    flink.put("taskmanager.memory.framework.off-heap.batch-shuffle.size", "64m");
    flink.put("taskmanager.memory.network.min", "256m");
    flink.put("taskmanager.memory.network.max", "256m");
    // Sixteen megabytes for every output that is being written (the default) are soon too much.
    flink.put("taskmanager.network.sort-shuffle.min-buffers", "64");
    flink.put("taskmanager.memory.managed.size", "256m");
    flink.put("io.tmp.dirs", folder.resolve("tmp").toString());
    flink.put("web.tmpdir", folder.resolve("web").toString());
    flink.putAll(flinkOptions);
    return flink;
  }
}
