package org.paperbeam.contract;

/**
 * What a call of the command line came to.
 *
 * @param code the exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandResult(int code, String out, String err) {
  /** All that a person at the console sees. */
  public String text() {
    return out + err;
  }
}
