package org.paperbeam.contract;

import java.util.List;

/**
 * A call of the LLM as the loopback service understood it.
 *
 * @param scoring whether it asks for scores; otherwise it is the title filter
 * @param ids the papers that are asked about, in the prompt's order
 * @param promptTokens as the service counts them
 */
public record LlmQuestion(boolean scoring, List<String> ids, int promptTokens) {}
