package org.paperbeam.prompt;

/** The two questions that are asked of the LLM. */
public enum Stage {
  /** Which of these titles are clearly irrelevant? */
  TITLES("title", "irrelevant_titles"),
  /** How relevant and how novel is each of these papers? */
  SCORES("score", "paper_scores");

  private final String label;
  private final String schemaName;

  Stage(String label, String schemaName) {
    this.label = label;
    this.schemaName = schemaName;
  }

  /** The stage's name in files: {@code title} or {@code score}. */
  public String label() {
    return label;
  }

  /** The name of the answer's schema, for {@code response_format.json_schema.name}. */
  public String schemaName() {
    return schemaName;
  }
}
