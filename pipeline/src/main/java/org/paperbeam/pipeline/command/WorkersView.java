package org.paperbeam.pipeline.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.paperbeam.llm.KeySource;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.runner.RunnerSetup;
import org.paperbeam.pipeline.settings.RunSettings;

/** Refuses what the workers of a job elsewhere could not see, before the job is sent. */
final class WorkersView {
  private WorkersView() {}

  /**
   * Looks at every place that a worker reads or writes.
   *
   * @throws UsageException at the first that the runner's workers cannot use
   */
  static void check(RunSettings settings, RunnerSetup runner) {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("output", settings.output().path());
    places.put("listingCache", settings.listingCache());
    places.put("snapshotFiles", settings.snapshotFiles());
    KeySource key = settings.key();
    boolean asksLlm = !settings.isOffline() && settings.start().command().equals("run");
    places.put("llmKeyFile", asksLlm && key.kind() == KeySource.Kind.FILE ? key.name() : null);
    places.forEach(
        (option, path) -> {
          if (path != null) {
            runner
                .whyNotPath(path)
                .ifPresent(
                    why -> {
                      throw new UsageException("--" + option + "=" + path + ": " + why);
                    });
          }
        });
    if (asksLlm && key.kind() == KeySource.Kind.ENVIRONMENT) {
      runner
          .whyNotVariables()
          .ifPresent(
              why -> {
                throw new UsageException("--llmKeyEnv: " + why);
              });
    }
  }
}
