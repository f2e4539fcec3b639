/**
 * The only expensive step: asking the LLM. Papers that the ledger knows skip it; the others go
 * through one lane, which a single worker works through with the whole job's share of requests,
 * tokens, calls in flight and money. Days overlap in the lane: while the titles of one are being
 * judged, the abstracts of another are scored, so that the quota is never idle.
 *
 * <p>{@code ScorePapers} is the transform, {@code Lane} the loop that works. Its parts: {@code
 * LaneIntake} opens one date after another, {@code LaneQueue} holds the calls to make, {@code
 * LaneCaller} makes them within {@code LaneLimits}, {@code LaneAnswers} decides papers, {@code
 * Ladder} says how often and in what batches the others are asked again, and {@code LaneHealth}
 * when the service is at fault and the run must end.
 *
 * <p>A call goes out alone ({@code OnlineCalls}) or through the Batch API: {@code BatchDesk}
 * collects and sends, {@code BatchWatch} looks at what is open, {@code BatchHarvest} fetches the
 * answers, and {@code BatchBook} knows which call waits where.
 */
package org.paperbeam.score;
