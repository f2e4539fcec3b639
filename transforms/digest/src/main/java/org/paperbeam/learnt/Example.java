package org.paperbeam.learnt;

/** A judged paper and its n-grams, counted once for all that is learnt from it. */
record Example(Judged judged, Grams grams) {
  String date() {
    return judged.date();
  }

  String id() {
    return judged.paper().getArxivId();
  }
}
