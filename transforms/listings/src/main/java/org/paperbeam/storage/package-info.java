/**
 * Files that appear whole or not at all, on every file system Beam knows (a local folder, {@code
 * gs://} ...). Nothing outside this package opens an output file. A scheme that can do more than
 * Beam's files (conditions, content types) offers a {@link org.paperbeam.storage.StoreProvider}.
 */
package org.paperbeam.storage;
