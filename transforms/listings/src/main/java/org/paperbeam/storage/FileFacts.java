package org.paperbeam.storage;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a listing tells of a file.
 *
 * @param name relative to the folder that was listed, with {@code /} between the parts
 * @param size in bytes
 * @param version another one after every change, as far as the file system can tell
 * @param md5 of the content, in base64; null when the listing does not tell it
 */
public record FileFacts(String name, long size, String version, @Nullable String md5) {}
