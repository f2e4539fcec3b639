/**
 * What a run was told, resolved and checked: the immutable {@link
 * org.paperbeam.pipeline.settings.RunSettings} that the graph gets in place of options. None of it
 * holds a key.
 */
package org.paperbeam.pipeline.settings;
