package org.paperbeam.pipeline.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command sees of the world.
 *
 * @param in what a person answers
 * @param out for results
 * @param err for progress and complaints
 * @param environment the process's environment variables
 * @param terminal whether a person watches {@code err}
 * @param stopping what a stop from outside does
 */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    InstantSource clock,
    boolean terminal,
    Stopping stopping) {

  /** One that nobody answers. */
  Console(
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      InstantSource clock,
      boolean terminal) {
    this(InputStream.nullInputStream(), out, err, environment, clock, terminal, new Stopping());
  }
}
