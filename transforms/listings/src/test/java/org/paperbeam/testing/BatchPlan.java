package org.paperbeam.testing;

import java.util.List;

/**
 * What becomes of one batch.
 *
 * @param before the statuses that it shows first, one a look
 * @param end the status that it ends with: {@code completed}, {@code expired}, {@code cancelled},
 *     {@code failed}
 * @param answered how many of its requests are answered before it ends
 * @param errorCode for {@code failed}: the error's code
 * @param errorLine for {@code failed}: the line it names; 0 for the whole file
 */
public record BatchPlan(
    List<String> before, String end, int answered, String errorCode, int errorLine) {
  /** Completes at the first look. */
  public static final BatchPlan AT_ONCE = ends("completed");

  /** Ends so at the first look, with every request answered. */
  public static BatchPlan ends(String status) {
    return new BatchPlan(List.of(), status, Integer.MAX_VALUE, "", 0);
  }

  /** Is refused as a whole. */
  public static BatchPlan refused(String code, int line) {
    return new BatchPlan(List.of("validating"), "failed", 0, code, line);
  }

  /** Shows these statuses first. */
  public BatchPlan after(String... statuses) {
    return new BatchPlan(List.of(statuses), end, answered, errorCode, errorLine);
  }

  /** Answers so many of its requests. */
  public BatchPlan answering(int requests) {
    return new BatchPlan(before, end, requests, errorCode, errorLine);
  }
}
