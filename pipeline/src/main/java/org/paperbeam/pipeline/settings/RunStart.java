package org.paperbeam.pipeline.settings;

import java.time.Instant;

/**
 * What makes one run this run.
 *
 * @param runId see {@link RunIds}
 * @param at when it started
 * @param command the command's name
 */
public record RunStart(String runId, Instant at, String command) {}
