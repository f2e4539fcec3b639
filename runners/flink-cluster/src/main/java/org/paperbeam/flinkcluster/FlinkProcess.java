package org.paperbeam.flinkcluster;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts one of Flink's processes. */
final class FlinkProcess {
  static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  /** What Flink's own scripts open for JDK 17. */
  private static final List<String> OPENED =
      List.of("java.lang", "java.lang.invoke", "java.net", "java.time", "java.util").stream()
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toList();

  private final ClusterConfig config;
  private final boolean endsWithUs;

  /**
   * @param endsWithUs whether the process ends when this one does, however it ends
   */
  FlinkProcess(ClusterConfig config, boolean endsWithUs) {
    this.config = config;
    this.endsWithUs = endsWithUs;
  }

  /** Starts the class with the configuration of the folder; writes to {@code NAME.log} there. */
  Process start(String name, String mainClass, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPENED);
    command.add("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED");
    command.addAll(
        List.of("-Xmx768m", "-XX:MaxDirectMemorySize=640m", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(
        List.of("-cp", config.libraries() + File.separator + "*" + File.pathSeparator + ours()));
    if (endsWithUs) {
      command.add(EndsWithParent.class.getName());
    }
    command.add(mainClass);
    command.addAll(List.of("--configDir", config.folder().toString()));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(config.folder().toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(config.folder().resolve(name + ".log").toFile()));
    return builder.start();
  }

  private static String ours() {
    try {
      return Path.of(FlinkProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class from nowhere", e);
    }
  }
}
