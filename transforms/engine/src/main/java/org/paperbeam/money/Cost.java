package org.paperbeam.money;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What tokens cost, in US dollars, exact: nothing is rounded before a person reads it.
 *
 * @param promptUsd the prompt's part, cached tokens included
 * @param completionUsd the answer's part, reasoning included
 */
public record Cost(BigDecimal promptUsd, BigDecimal completionUsd) implements Serializable {
  /** No tokens, no cost. */
  public static final Cost ZERO = new Cost(BigDecimal.ZERO, BigDecimal.ZERO);

  /** Both parts together. */
  public BigDecimal totalUsd() {
    return promptUsd.add(completionUsd);
  }

  /** This and another cost together. */
  public Cost plus(Cost other) {
    return new Cost(promptUsd.add(other.promptUsd), completionUsd.add(other.completionUsd));
  }
}
