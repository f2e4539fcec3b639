package org.paperbeam.pipeline.settings;

import java.io.Serializable;
import org.paperbeam.storage.Folder;

/**
 * Where the files go. Immutable.
 *
 * @param folder as {@code --output} says
 */
public record OutputSettings(Folder folder) implements Serializable {}
