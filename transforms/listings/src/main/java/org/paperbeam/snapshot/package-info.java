/**
 * The public arXiv snapshot ({@code arxiv-metadata-oai-snapshot.json}: a JSON object a line), read
 * in parallel and filtered while it is parsed. {@link org.paperbeam.snapshot.SnapshotIO} wires;
 * lines, scope, names and text are plain Java.
 */
package org.paperbeam.snapshot;
