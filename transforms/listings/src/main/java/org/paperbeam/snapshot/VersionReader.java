package org.paperbeam.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a {@code versions} value says, in either form: {@code [{"version": "v1", "created": "Mon, 2
 * Apr 2007 19:18:42 GMT"}, ...]}, or {@code ["v1", ...]} of older snapshots, which hold no dates.
 */
final class VersionReader {
  private int count;
  private int last;
  private @Nullable String firstCreated;

  private VersionReader() {}

  /** Reads the value on which the parser stands, to its end. */
  static VersionReader read(JsonParser parser, JsonToken value) throws IOException {
    VersionReader versions = new VersionReader();
    if (value == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        versions.readVersion(parser);
      }
    } else {
      parser.skipChildren();
    }
    return versions;
  }

  /** How many versions are listed; 0 when the value is no list of versions. */
  int count() {
    return count;
  }

  /** The number of the last version listed. */
  int last() {
    return last;
  }

  /** The date of version 1 as it is written; null when none is. */
  @Nullable String firstCreated() {
    return firstCreated;
  }

  private void readVersion(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      add(parser.getText(), null);
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      String label = "";
      String created = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value != JsonToken.VALUE_STRING) {
          parser.skipChildren();
        } else if (name.equals("version")) {
          label = parser.getText();
        } else if (name.equals("created") && firstCreated == null) {
          created = parser.getText();
        }
      }
      add(label, created);
    } else {
      parser.skipChildren();
    }
  }

  private void add(String label, @Nullable String created) {
    count++;
    last = number(label, count);
    if (last == 1) {
      firstCreated = created;
    }
  }

  /** The number in {@code vN}; the place in the list when there is no label. */
  private static int number(String label, int place) {
    int number = 0;
    for (int i = 1; i < label.length() && i < 6; i++) {
      char c = label.charAt(i);
      if (c < '0' || c > '9') {
        return place;
      }
      number = 10 * number + c - '0';
    }
    return number > 0 && label.charAt(0) == 'v' ? number : place;
  }
}
