package org.paperbeam.batch;

import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchLines;

/** A service's Batch API and the lines of its files. */
public record BatchAccess(BatchApi api, BatchLines lines) {}
