/**
 * The limits of the LLM service, held for the whole job: requests a minute, tokens a minute, calls
 * in flight, and the money. Plain arithmetic on a clock that the caller brings; nothing here waits.
 *
 * <p>One instance serves one lane, and a job has one lane: that is why the sum holds whatever the
 * runner and its parallelism.
 */
package org.paperbeam.limit;
