package org.paperbeam.runners.flink;

import java.util.ArrayList;
import java.util.List;
import org.paperbeam.pipeline.command.Main;

/**
 * Where {@code flink run paperbeam-flink.jar run --option=value ...} enters. It is {@code
 * ./paperbeam} with FlinkRunner; its exit code is that of {@code flink run}.
 */
public final class FlinkRunMain {
  private FlinkRunMain() {}

  public static void main(String[] arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (all.stream().noneMatch(a -> a.startsWith("--runner=")) && !all.isEmpty()) {
      all.add("--runner=FlinkRunner");
    }
    int code = Main.run(all.toArray(new String[0]), System.getenv(), System.out, System.err);
    if (code == 0) {
      return;
    }
    if (Thread.currentThread().getName().equals("main")) {
      System.exit(code);
    }
    // Started by the cluster's web page, inside the job manager: it must not end with us.
    throw new IllegalStateException("the run ended with exit code " + code);
  }
}
