package org.paperbeam.failure;

/**
 * The step of a run that failed. Of several failures that of the step named first here is told, in
 * the order that reports have always had.
 */
public enum FailureStage {
  /** The step that looks up authors. */
  AUTHORS,

  /** The job as a whole: it could not start, or its runner ended it. */
  JOB,

  /** The step that lists: when it failed, no date can be trusted to be whole. */
  LISTING,

  /** The step that asks the LLM. */
  LLM,

  /** The step that writes days: one that stands there may not be replaced. */
  PUBLISH
}
