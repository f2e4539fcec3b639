package org.paperbeam.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A process, so that another one can see whether it is gone.
 *
 * @param host the machine's name
 * @param machine what tells machines and containers with the same name and other processes apart;
 *     empty where the operating system does not say
 * @param pid its number there
 * @param started when it began; null where the operating system does not say
 */
record WorkerProcess(String host, String machine, long pid, @Nullable Instant started) {
  /** Two looks at the same process may differ by the rounding of the system's clock ticks. */
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  private static final WorkerProcess CURRENT = of(ProcessHandle.current());

  /** This process. */
  static WorkerProcess current() {
    return CURRENT;
  }

  static WorkerProcess of(ProcessHandle process) {
    return new WorkerProcess(
        hostName(),
        text("/proc/sys/kernel/random/boot_id") + link("/proc/self/ns/pid"),
        process.pid(),
        process.info().startInstant().orElse(null));
  }

  /** Whether it can be seen from here that it has ended; false also when it cannot be seen. */
  boolean isGone() {
    if (!isOnThisMachine()) {
      return false;
    }
    Optional<ProcessHandle> now = ProcessHandle.of(pid);
    if (now.isEmpty() || !now.get().isAlive()) {
      return true;
    }
    Instant begun = now.get().info().startInstant().orElse(null);
    // Another process may have got its number.
    return started != null
        && begun != null
        && Duration.between(started, begun).abs().compareTo(ROUNDING) > 0;
  }

  /** Whether it is the process that asks. */
  boolean isThisOne() {
    return isOnThisMachine() && pid == CURRENT.pid && !isGone();
  }

  private boolean isOnThisMachine() {
    return host.equals(CURRENT.host) && machine.equals(CURRENT.machine);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file)).trim();
    } catch (IOException notLinux) {
      return "";
    }
  }

  private static String link(String file) {
    try {
      return " " + Files.readSymbolicLink(Path.of(file));
    } catch (IOException | UnsupportedOperationException notLinux) {
      return "";
    }
  }

  @Override
  public String toString() {
    return host + " (process " + pid + ")";
  }
}
