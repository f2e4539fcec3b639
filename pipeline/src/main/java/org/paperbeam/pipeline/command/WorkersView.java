package org.paperbeam.pipeline.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.runner.RunnerSetup;
import org.paperbeam.pipeline.settings.FallbackSettings;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.secret.KeySource;
import org.paperbeam.semanticscholar.AuthorsConfig;

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
    places.put("ledger", settings.ledger().path());
    places.put("listingCache", settings.listingCache());
    places.put("snapshotFiles", settings.snapshotFiles());
    KeySource key = settings.key();
    boolean asksLlm = !settings.isOffline() && settings.start().command().equals("run");
    places.put("llmKeyFile", asksLlm && key.kind() == KeySource.Kind.FILE ? key.name() : null);
    FallbackSettings fallback = asksLlm ? settings.fallback() : null;
    places.put(
        "llmFallback",
        fallback != null && fallback.key().kind() == KeySource.Kind.FILE
            ? fallback.key().name()
            : null);
    KeySource authors = settings.authorsKey();
    boolean asks = settings.asksForAuthors();
    places.put(
        "semanticScholarKeyFile",
        asks && authors.kind() == KeySource.Kind.FILE ? authors.name() : null);
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
    if (fallback != null && fallback.key().kind() == KeySource.Kind.ENVIRONMENT) {
      runner
          .whyNotVariables()
          .ifPresent(
              why -> {
                throw new UsageException("--llmFallback: " + why);
              });
    }
    // The usual one that no worker has is no fault: the service is asked without a key.
    boolean named = !authors.name().equals(AuthorsConfig.API_KEY_VARIABLE);
    if (asks && named && authors.kind() == KeySource.Kind.ENVIRONMENT) {
      runner
          .whyNotVariables()
          .ifPresent(
              why -> {
                throw new UsageException("--semanticScholarKeyEnv: " + why);
              });
    }
  }
}
