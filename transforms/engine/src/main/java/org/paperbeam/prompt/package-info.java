/**
 * What is asked of the LLM and what its answers say: tokens, prompts, batches, replies. Plain Java
 * that knows neither Beam's graph nor the network; every type is immutable or safe for many
 * threads, and serialisable where a DoFn would hold it.
 */
package org.paperbeam.prompt;
