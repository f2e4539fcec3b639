/**
 * A call to the LLM as a plain value, the interface of those who make calls, and the online way to
 * make one; what the calls of a job may take (rate, tokens, money), and what was paid.
 *
 * <p>{@link org.paperbeam.calls.Call} says what is asked and what is reserved for it, {@link
 * org.paperbeam.calls.CallWriter} writes one, a {@link org.paperbeam.calls.Caller} makes it, and
 * {@link org.paperbeam.calls.CallEnd} says how it ended. Nothing here knows why a call is made or
 * what comes of it: that is the lane's.
 */
package org.paperbeam.calls;
