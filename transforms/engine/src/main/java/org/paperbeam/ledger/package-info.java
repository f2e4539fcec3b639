/**
 * The memory of everything that was paid for: every answer of the LLM, as it came, written before
 * it is read. A second run finds its answers here and asks nothing.
 *
 * <p>Under {@code ledger/} an answer is a file of its own at first ({@code open/RUN_ID/}), because
 * that is what every file system can add without touching what is there; when a run has some
 * hundred, they become one file. When a run has asked, whoever holds the lease puts all open
 * answers under their months ({@code months/YYYY-MM/}): those in the ids of their papers, and that
 * of the date that they were listed on, so that a run reads only the months that its papers are of.
 * A manifest says what a month holds; many small files become few large ones. Every line has a
 * checksum. An answer that is found twice counts once, by its id.
 *
 * <p>One lane of all runs asks at a time: {@code lease.json} says which, until when, and what the
 * runs may have spent. Batches at the service whose answers are still to come stand in {@code
 * batches/}.
 */
package org.paperbeam.ledger;
