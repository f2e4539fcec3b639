package org.paperbeam.failure;

/**
 * What a user can do about a failure beyond what its message says. The message says what is wrong;
 * whoever has a command line, a form or an API of its own says how a remedy is chosen there.
 */
public enum Remedy {
  /** The message says all. */
  NONE,

  /** List from OAI-PMH, which gives a day whole. */
  LIST_FROM_OAI,

  /** The same, once the day is there: tomorrow or later. */
  LIST_FROM_OAI_LATER,

  /** List from a source that has days gone by. */
  LIST_FROM_ARCHIVE,

  /** List from the public snapshot, which needs no service of arXiv. */
  LIST_FROM_SNAPSHOT,

  /** Accept that so many lines of a snapshot cannot be read; the value is their number. */
  ALLOW_BAD_RECORDS,

  /** Do without followed authors and the h-index. */
  LEAVE_AUTHORS_OUT,

  /** Name another place for the LLM's key, or score without an LLM. */
  NAME_KEY,

  /** Correct the name of the LLM's key file. */
  NAME_KEY_FILE,

  /** Correct the name of the LLM's secret. */
  NAME_KEY_SECRET,

  /** Trust the certificate authority of the service. */
  TRUST_AUTHORITY,

  /** Name another model, or give it more room. */
  ANOTHER_MODEL,

  /** Run again when the allowance is whole again. */
  COME_BACK_LATER,

  /** Make the calls one by one, not as batches. */
  ASK_ONLINE,

  /** Make pages and indexes anew from the stored records. */
  REBUILD_PAGES,

  /** Learn the pre-filter anew. */
  LEARN_ANEW
}
