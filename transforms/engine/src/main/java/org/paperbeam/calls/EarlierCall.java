package org.paperbeam.calls;

import org.paperbeam.prompt.Stage;

/** A call that an earlier run has made, may be billed for, and has no answer to yet. */
public interface EarlierCall {
  Stage stage();

  /** SHA-256 (hex) of the prompt template. */
  String promptSha256();

  /** Tokens of its prompt as we count them. */
  int promptTokens();

  /** The most that it can cost, in millionths of a US dollar; 0 when unknown. */
  long mostMicroUsd();
}
