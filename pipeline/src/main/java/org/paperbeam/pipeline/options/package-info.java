/**
 * The options: declared once, as Beam options with a {@link org.paperbeam.pipeline.options.Setting}
 * each, from which the command line, the profile's keys and the help all come.
 *
 * <p>Precedence: command line, then {@code profile.yaml}, then the default. No option ever holds a
 * key.
 */
package org.paperbeam.pipeline.options;
