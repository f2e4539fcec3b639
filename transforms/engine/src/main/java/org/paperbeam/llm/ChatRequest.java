package org.paperbeam.llm;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One question.
 *
 * @param system the static part of the prompt, the same for every call of a stage
 * @param user the papers
 * @param schemaName a name for the schema, {@code [a-z_]+}; null for a plain answer
 * @param schema the JSON schema of the answer; null for a plain answer
 * @param maxCompletionTokens the answer is cut off after so many tokens; what bounds its cost
 */
public record ChatRequest(
    String system,
    String user,
    @Nullable String schemaName,
    @Nullable String schema,
    int maxCompletionTokens) {}
