/**
 * The asking engine for things that are no papers: {@link org.paperbeam.ask.AskAbout} asks an LLM
 * about {@link org.paperbeam.ask.Question questions} and gives a {@link org.paperbeam.ask.Verdict
 * verdict} for each, with everything that {@link org.paperbeam.score.ScorePapers} guarantees:
 * limits and a cost cap for the whole job, a ledger that makes a second run free, batches, a
 * fallback.
 */
package org.paperbeam.ask;
