/**
 * The Batch API as the other way to make calls: collects what is started, sends it together, looks
 * at what is open and fetches what was answered, for half the price. Batches that earlier runs left
 * open are continued.
 *
 * <p>{@link org.paperbeam.batch.BatchCaller} is the {@link org.paperbeam.calls.Caller}; {@code
 * BatchQueue} holds what waits for the next batch, {@code BatchSender} sends it, {@code
 * PendingBatches} knows which call waits where, {@code BatchPoller} looks at what is open, and
 * {@code BatchFetcher} fetches the answers.
 */
package org.paperbeam.batch;
