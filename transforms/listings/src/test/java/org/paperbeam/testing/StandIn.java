package org.paperbeam.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stand-in for every service, {@code standin/standin.py} of the shared data, as a process. */
public final class StandIn implements AutoCloseable {
  private static final Pattern FIRST_LINE = Pattern.compile("stand-in on (http://[\\d.]+:\\d+).*");

  private final Process process;
  private final String url;

  private StandIn(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it on a free port with these options. */
  public static StandIn start(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of("python3", SharedData.path("standin/standin.py").toString(), "--port", "0"));
    command.addAll(List.of(options));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = out.readLine();
      Matcher m = FIRST_LINE.matcher(line == null ? "" : line);
      if (!m.matches()) {
        process.destroyForcibly();
        throw new IllegalStateException("the stand-in did not start: " + line);
      }
      return new StandIn(process, m.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The base address, without a slash at its end. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
