/**
 * What a run was told, resolved and checked: {@link org.paperbeam.pipeline.settings.RunSettings}
 * holds the options as they were declared, and what follows from several of them together. It stays
 * on the launcher and holds no key.
 */
package org.paperbeam.pipeline.settings;
