package org.paperbeam.snapshot;

/** A line of the snapshot, as real ones are, to be spoilt by tests. */
final class Lines {
  static final String PLAIN =
      "{\"id\":\"2503.18929\",\"submitter\":\"A. Bee\",\"authors\":\"A. Bee, C. D\\\\'ee\","
          + "\"title\":\"A title\\n  in two lines\",\"comments\":null,\"journal-ref\":null,"
          + "\"doi\":null,\"report-no\":null,\"categories\":\"cs.LG stat.ML\",\"license\":null,"
          + "\"abstract\":\"  An abstract\\nof two lines.\\n\",\"versions\":[{\"version\":\"v1\","
          + "\"created\":\"Mon, 24 Mar 2025 17:50:09 GMT\"},{\"version\":\"v2\","
          + "\"created\":\"Wed, 2 Apr 2025 01:02:03 GMT\"}],\"update_date\":\"2025-04-03\","
          + "\"authors_parsed\":[[\"Bee\",\"A.\",\"\"],[\"Dée\",\"C.\",\"Jr.\",\"MIT\"]]}";

  private Lines() {}

  /** The line with one part replaced, which must be there. */
  static String with(String part, String other) {
    if (!PLAIN.contains(part)) {
      throw new IllegalArgumentException("the line does not hold " + part);
    }
    return PLAIN.replace(part, other);
  }

  /** The line as another paper. */
  static String paper(String id, String categories, String created) {
    return with("2503.18929", id)
        .replace("cs.LG stat.ML", categories)
        .replace("Mon, 24 Mar 2025 17:50:09 GMT", created);
  }
}
