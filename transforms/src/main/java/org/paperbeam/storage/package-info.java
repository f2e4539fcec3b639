/**
 * Files that appear whole or not at all, on every file system Beam knows (a local folder, {@code
 * gs://} ...). Nothing outside this package opens an output file.
 */
package org.paperbeam.storage;
