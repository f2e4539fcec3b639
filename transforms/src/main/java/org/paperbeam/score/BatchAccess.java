package org.paperbeam.score;

import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchLines;

/** A service's Batch API and the lines of its files. */
record BatchAccess(BatchApi api, BatchLines lines) {}
