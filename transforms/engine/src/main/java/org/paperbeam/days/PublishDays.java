package org.paperbeam.days;

import org.apache.beam.sdk.transforms.PTransform;

/**
 * Publishes the dates that are whole and hands on those that have open questions; and says who is
 * to publish those, one by one, when the last question of each is answered.
 */
public abstract class PublishDays extends PTransform<DayInputs, PublishResult> {
  private static final long serialVersionUID = 1L;

  /**
   * Who publishes the dates that are handed on.
   *
   * @throws IllegalStateException when settings are missing; names their setters
   */
  public abstract Publisher publisher();
}
