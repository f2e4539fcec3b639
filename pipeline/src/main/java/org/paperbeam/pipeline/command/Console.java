package org.paperbeam.pipeline.command;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command sees of the world.
 *
 * @param out for results
 * @param err for progress and complaints
 * @param environment the process's environment variables
 * @param terminal whether a person watches {@code err}
 */
public record Console(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    InstantSource clock,
    boolean terminal) {}
