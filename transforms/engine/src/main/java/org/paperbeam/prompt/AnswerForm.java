package org.paperbeam.prompt;

/** How the LLM is told to write its answer. */
public enum AnswerForm {
  /** A JSON schema that the service enforces ({@code response_format}). */
  JSON_SCHEMA,
  /** Plain text that the prompt describes: JSON objects one a line, or one JSON array of ids. */
  JSON_LINES
}
