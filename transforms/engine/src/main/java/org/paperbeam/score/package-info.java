/**
 * The transforms that score papers: {@link org.paperbeam.score.JoinLedger} sets aside what was
 * answered before, {@link org.paperbeam.score.PackPrompts} cuts the others into prompt batches, by
 * date and in parallel, and {@link org.paperbeam.score.AskLlm} works them on one lane, the only
 * expensive step of a job. {@link org.paperbeam.score.ScorePapers} is the three of them, and {@code
 * Decisions} the one place where a question and an answer become a decided paper.
 */
package org.paperbeam.score;
