/**
 * The memory of everything that was paid for: every answer of the LLM, as it came, written before
 * it is read. A second run finds its answers here and asks nothing.
 *
 * <p>Under {@code ledger/} an answer is a file of its own while its run goes on ({@code
 * open/RUN_ID/}), because that is what every file system can add without touching what is there; a
 * run that ends puts its answers together in {@code segments/RUN_ID.jsonl}. Two runs at once write
 * different files. An answer that is found twice (a crash between the two steps) counts once, by
 * its id. Batches at the service whose answers are still to come stand in {@code batches/}.
 */
package org.paperbeam.ledger;
