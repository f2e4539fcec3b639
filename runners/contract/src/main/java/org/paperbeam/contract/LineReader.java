package org.paperbeam.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Reads what another thread prints, a line at a time, as it comes. */
final class LineReader implements AutoCloseable {
  private final PipedInputStream in = new PipedInputStream();
  private final PrintStream out;
  private final BufferedReader lines =
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));

  LineReader() throws IOException {
    out = new PrintStream(new PipedOutputStream(in), true, StandardCharsets.UTF_8);
  }

  /** Where the other thread prints. */
  PrintStream stream() {
    return out;
  }

  /** The next line, waited for. */
  String next() throws IOException {
    return lines.readLine();
  }

  @Override
  public void close() throws IOException {
    out.close();
    lines.close();
  }
}
