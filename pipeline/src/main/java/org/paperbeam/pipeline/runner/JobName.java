package org.paperbeam.pipeline.runner;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.paperbeam.hash.Sha256;

/**
 * The name of a job where it runs: {@code paperbeam-CALL-RUN_ID}. The call's part is the same for
 * every start of the same command, so that a second start finds the first one's job; the run's part
 * says where that job writes its report.
 *
 * @param call eight hexadecimal digits
 */
public record JobName(String call) {
  private static final String PREFIX = "paperbeam-";

  /** The name for a call that is told by these texts, in any order. */
  public static JobName of(Collection<String> texts) {
    String lines = texts.stream().sorted().map(t -> t + "\n").collect(Collectors.joining());
    return new JobName(Sha256.of(lines).substring(0, 8));
  }

  /** The whole name; small letters, digits and dashes, as Dataflow wants it. */
  public String withRun(String runId) {
    return prefix() + runId.toLowerCase(Locale.ROOT);
  }

  /** The run's id of a job that this call has started; empty for any other job's name. */
  public Optional<String> runOf(String jobName) {
    return jobName.startsWith(prefix())
        ? Optional.of(
            jobName.substring(prefix().length()).replaceFirst("t", "T").replaceFirst("z-", "Z-"))
        : Optional.empty();
  }

  private String prefix() {
    return PREFIX + call + "-";
  }
}
