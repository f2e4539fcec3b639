package org.paperbeam.prompt;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A prompt ready to be sent.
 *
 * @param system the system message: byte for byte the same for every call of a stage and form
 * @param user the user message: the papers
 * @param schemaJson the schema of the answer, valid in OpenAI's strict mode, or null for {@link
 *     AnswerForm#JSON_LINES}
 * @param promptTokens the whole prompt in tokens, with what the chat format adds to each message
 *     and with the schema; exact for the messages where the model's encoding is known, an estimate
 *     elsewhere (see {@link TokenCounter})
 */
public record RenderedPrompt(
    String system, String user, @Nullable String schemaJson, int promptTokens)
    implements Serializable {}
