/**
 * The lane: decides what to ask next, asks again what brought no answer, and hands on what was
 * answered. All calls of a job go through one lane, which a single worker works through with the
 * whole job's share of requests, tokens, calls in flight and money. Days overlap in it: while the
 * titles of one are judged, the abstracts of another are scored, so that the quota is never idle.
 *
 * <p>{@link org.paperbeam.lane.Lane} is the loop. Its parts: {@code LaneIntake} opens one date
 * after another, {@code LaneQueue} holds the calls to make, {@code LaneCalls} makes them within
 * rate and budget, {@code LaneAnswers} takes what was answered, {@code RetryPolicy} says how often
 * and in what batches the rest is asked again, and {@code ServiceHealth} when the service is at
 * fault and the run must end.
 */
package org.paperbeam.lane;
