/**
 * The commands of {@code ./paperbeam}. {@link org.paperbeam.pipeline.command.Main} is where the
 * launcher enters.
 *
 * <p>Exit codes: 0 all days complete, 1 failed, 2 bad usage, 3 partial.
 */
package org.paperbeam.pipeline.command;
