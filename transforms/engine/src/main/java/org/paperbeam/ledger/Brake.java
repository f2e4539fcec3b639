package org.paperbeam.ledger;

import java.time.Instant;

/**
 * That a model gave no answer of use to a prompt, so often that the run was ended.
 *
 * @param model the model
 * @param promptSha256 SHA-256 (hex) of the prompt template
 * @param cause why its answers could not be used, in a few words
 * @param answers paid answers of one run that could not be used
 * @param at when the run was ended
 */
public record Brake(String model, String promptSha256, String cause, int answers, Instant at) {}
