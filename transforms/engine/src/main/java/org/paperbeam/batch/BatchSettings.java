package org.paperbeam.batch;

import org.paperbeam.ledger.Ledger;
import org.paperbeam.llm.LlmOptions;

/**
 * What batches are made with, for the whole job.
 *
 * @param batch whether new calls go through the Batch API, and how large and how often
 * @param llm the service: only batches that were made there are continued
 * @param ledger where open batches and answers are kept
 * @param runId the run that pays
 */
public record BatchSettings(BatchOptions batch, LlmOptions llm, Ledger ledger, String runId) {}
