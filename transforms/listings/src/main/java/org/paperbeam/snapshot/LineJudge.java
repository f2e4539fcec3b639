package org.paperbeam.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.arxiv.ArxivText;

/**
 * Decides about a line from its bytes alone, before anything is built: whether it is a record, and
 * whether that is in scope. Every line is parsed to its end, so that a torn one is never taken for
 * one that nobody asked for; strings that do not matter are passed over without being decoded.
 *
 * <p>One instance works for one reader; not safe for many threads.
 */
final class LineJudge {
  /** What a line is. */
  enum Verdict {
    IN_SCOPE,
    OUT_OF_SCOPE,
    BAD
  }

  private static final int DATE_LENGTH = "2025-03-25".length();

  private final JsonFactory json;
  private final Scope scope;

  // The line.
  private boolean hasId;
  private boolean hasCategories;
  private boolean hasVersions;
  private boolean categoryAsked;
  private @Nullable String id;
  private @Nullable String created;
  private @Nullable Instant submitted;
  private String reason = "";

  // All lines.
  private String newestUpdate = "";

  LineJudge(JsonFactory json, Scope scope) {
    this.json = json;
    this.scope = scope;
  }

  Verdict judge(byte[] bytes, int start, int length) {
    hasId = false;
    hasCategories = false;
    hasVersions = false;
    categoryAsked = false;
    id = null;
    created = null;
    submitted = null;
    try (JsonParser parser = json.createParser(bytes, start, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return bad("is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        readField(parser, parser.currentName());
      }
      if (parser.nextToken() != null) {
        return bad("holds more than one JSON object");
      }
    } catch (JsonProcessingException e) {
      return bad("is not JSON: " + ArxivText.squeeze(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return verdict();
  }

  /** Why the line is bad; of no meaning after another verdict. */
  String reason() {
    return reason;
  }

  /** When version 1 was submitted, for a line in scope. */
  @Nullable Instant submitted() {
    return submitted;
  }

  /** The newest {@code update_date} of all lines so far, ISO; empty when there was none. */
  String newestUpdate() {
    return newestUpdate;
  }

  private void readField(JsonParser parser, String name) throws IOException {
    JsonToken value = parser.nextToken();
    switch (name) {
      case "id" -> {
        hasId = value == JsonToken.VALUE_STRING && parser.getTextLength() > 0;
        id = hasId ? parser.getText() : null;
      }
      case "categories" -> readCategories(parser, value);
      case "versions" -> readVersions(parser, value);
      case "update_date" -> readUpdate(parser, value);
      default -> parser.skipChildren();
    }
  }

  private void readCategories(JsonParser parser, JsonToken value) throws IOException {
    hasCategories = false;
    categoryAsked = false;
    if (value == JsonToken.VALUE_STRING) {
      readCategoryText(parser);
    } else if (value == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          readCategoryText(parser);
        }
        parser.skipChildren();
      }
    } else {
      parser.skipChildren();
    }
  }

  private void readCategoryText(JsonParser parser) throws IOException {
    for (String category : Categories.split(parser.getText())) {
      hasCategories = true;
      categoryAsked = categoryAsked || scope.hasCategory(category);
    }
  }

  private void readVersions(JsonParser parser, JsonToken value) throws IOException {
    VersionReader versions = VersionReader.read(parser, value);
    hasVersions = versions.count() > 0;
    created = versions.firstCreated();
  }

  private void readUpdate(JsonParser parser, JsonToken value) throws IOException {
    parser.skipChildren();
    if (value == JsonToken.VALUE_STRING && parser.getTextLength() == DATE_LENGTH) {
      String date = parser.getText();
      if (date.compareTo(newestUpdate) > 0 && isDate(date)) {
        newestUpdate = date;
      }
    }
  }

  private Verdict verdict() {
    if (!hasId) {
      return bad("lacks id (a string)");
    }
    if (!hasCategories) {
      return bad("lacks categories");
    }
    if (!hasVersions) {
      return bad("lacks versions");
    }
    if (!categoryAsked) {
      return Verdict.OUT_OF_SCOPE;
    }
    if (created == null) {
      Optional<YearMonth> month = SubmissionTime.monthOf(id);
      return month.isPresent() && !scope.mayHaveMonth(month.get())
          ? Verdict.OUT_OF_SCOPE
          : bad("says nowhere when version 1 was submitted (older snapshots do not)");
    }
    submitted = SubmissionTime.parse(created).orElse(null);
    if (submitted == null) {
      return bad("says that version 1 was created on a date that cannot be read: " + created);
    }
    return scope.hasSubmission(submitted) ? Verdict.IN_SCOPE : Verdict.OUT_OF_SCOPE;
  }

  private Verdict bad(String why) {
    reason = why;
    return Verdict.BAD;
  }

  private static boolean isDate(String text) {
    for (int i = 0; i < DATE_LENGTH; i++) {
      char c = text.charAt(i);
      if (i == 4 || i == 7 ? c != '-' : c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
