package org.paperbeam.semanticscholar;

import org.checkerframework.checker.nullness.qual.Nullable;

/** An author as Semantic Scholar knows him or her; null is what it does not know. */
record Author(@Nullable String id, @Nullable Integer hIndex) {
  boolean isKnown() {
    return id != null && hIndex != null;
  }
}
