/**
 * The only expensive step: asking the LLM. Papers that the ledger knows skip it; the others go
 * through one lane, which a single worker works through with the whole job's share of requests,
 * tokens, calls in flight and money. Days overlap in the lane: while the titles of one are being
 * judged, the abstracts of another are scored, so that the quota is never idle.
 */
package org.paperbeam.score;
