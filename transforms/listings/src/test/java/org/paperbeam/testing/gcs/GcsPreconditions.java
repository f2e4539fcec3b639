package org.paperbeam.testing.gcs;

/** The preconditions of a request, against what stands there now. */
final class GcsPreconditions {
  private GcsPreconditions() {}

  /** For reads: a match that fails is 412, a "not match" that fails is 304. */
  static void checkRead(GcsRequest request, GcsObject now) {
    check(request, "", now, 304);
  }

  /** For writes: whatever fails is 412. No object counts as generation 0. */
  static void checkWrite(GcsRequest request, GcsObject now) {
    check(request, "", now, 412);
  }

  /** The same for the source of a copy. */
  static void checkSource(GcsRequest request, GcsObject now) {
    check(request, "Source", now, 412);
  }

  private static void check(GcsRequest request, String of, GcsObject now, int notMatch) {
    long generation = now == null ? 0 : now.generation();
    Long match = request.number("if" + of + "GenerationMatch");
    Long other = request.number("if" + of + "GenerationNotMatch");
    if (match != null && match != generation) {
      throw failed(412);
    }
    if (other != null && other == generation) {
      throw failed(notMatch);
    }
    Long meta = request.number("if" + of + "MetagenerationMatch");
    Long otherMeta = request.number("if" + of + "MetagenerationNotMatch");
    if (meta != null && (now == null || meta != now.metageneration())) {
      throw failed(412);
    }
    if (otherMeta != null && now != null && otherMeta == now.metageneration()) {
      throw failed(notMatch);
    }
  }

  static GcsException failed(int status) {
    return status == 304
        ? new GcsException(GcsAnswer.of(304))
        : new GcsException(
            412,
            "conditionNotMet",
            "At least one of the pre-conditions you specified did not hold.");
  }
}
