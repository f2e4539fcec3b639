package org.paperbeam.estimate;

import java.util.function.DoubleUnaryOperator;

/** A number that is only likely, and the ends between which it nearly always is. */
record Range(double least, double likely, double most) {
  /** Which of the three. */
  enum End {
    LEAST,
    LIKELY,
    MOST;

    double of(Range range) {
      return switch (this) {
        case LEAST -> range.least();
        case LIKELY -> range.likely();
        case MOST -> range.most();
      };
    }

    End opposite() {
      return values()[values().length - 1 - ordinal()];
    }
  }

  static final Range ZERO = new Range(0, 0, 0);

  /** A value with as many per cent on either side. */
  static Range about(double likely, double percent) {
    return new Range(likely * (1 - percent / 100), likely, likely * (1 + percent / 100));
  }

  Range plus(Range other) {
    return new Range(least + other.least, likely + other.likely, most + other.most);
  }

  Range map(DoubleUnaryOperator change) {
    return new Range(
        change.applyAsDouble(least), change.applyAsDouble(likely), change.applyAsDouble(most));
  }
}
