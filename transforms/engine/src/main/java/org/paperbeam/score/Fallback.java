package org.paperbeam.score;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.money.Price;

/**
 * A second service or model, which takes over what the first one leaves without a score, and all
 * that is left when the first one gives no answers any more. Always asked call by call.
 *
 * @param llm the service, its model, and where its key is
 * @param limits its own, for the whole job
 * @param price its model's; null when it is unknown
 */
public record Fallback(LlmOptions llm, LimitConfig limits, @Nullable Price price)
    implements Serializable {}
