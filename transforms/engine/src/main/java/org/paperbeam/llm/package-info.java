/**
 * One call of an OpenAI-compatible service: the request, the answer, and what an error means for
 * the next step. Nothing here retries, waits or remembers papers: that is the lane's business, so
 * that every call that may cost money is counted in one place.
 */
package org.paperbeam.llm;
