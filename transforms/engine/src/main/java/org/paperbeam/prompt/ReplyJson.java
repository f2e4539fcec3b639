package org.paperbeam.prompt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * JSON as language models write it: strict in structure, lenient in what cannot change a meaning (a
 * comma after the last element, a comment, a line break inside a string, the quotes of Python, the
 * backslash of LaTeX, which stays in the text). Nothing here recurses, so nesting cannot overflow
 * the stack.
 */
final class ReplyJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // Names come from the answer: caching them would let it fill a table of the worker's.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /** A text with more broken pieces than this is no answer, and each takes its time to refuse. */
  static final int MOST_BROKEN = 1_000;

  /** A longer name is no id. */
  private static final int LONGEST_KEY = 100;

  private ReplyJson() {}

  /** A member of an object: its name without case and punctuation, and a scalar's text. */
  record Member(String name, JsonToken type, String text) {
    /** Whether the value is a string or a number; arrays, booleans and null are not. */
    boolean isText() {
      return type == JsonToken.VALUE_STRING || type.isNumeric();
    }
  }

  /**
   * An object.
   *
   * @param key the name under which it stands in another object; empty when there is none
   */
  record Found(String key, List<Member> members) {}

  /**
   * The objects of a text that are whole, in its order. One that holds another is none, but for a
   * paper's own: its scores may stand in an object of their own (see {@link NestedScores}).
   */
  static List<Found> objects(String text) {
    char[] chars = LatexEscapes.kept(ReplyText.plainBlanks(text)).toCharArray();
    List<Found> found = new ArrayList<>();
    int broken = 0;
    int at = nextObject(chars, 0);
    while (at < chars.length && broken < MOST_BROKEN) {
      try (JsonParser parser = parser(chars, at)) {
        int next;
        try {
          next = readObject(parser, chars, at, found);
        } catch (JsonProcessingException e) {
          broken++;
          next = afterBroken(chars, at, end(parser, at));
        }
        at = nextObject(chars, next);
      } catch (IOException e) {
        throw new UncheckedIOException("a text in memory cannot fail to be read", e);
      }
    }
    return found;
  }

  /**
   * Reads the object at {@code start} if it is whole and holds no other paper's.
   *
   * <p>Every attempt ends at the latest where a string or an object begins that the next attempt
   * would begin with, so all attempts together read the text about twice.
   *
   * @return where to look for the next one
   */
  private static int readObject(JsonParser parser, char[] chars, int start, List<Found> found)
      throws IOException {
    parser.nextToken();
    Optional<List<Member>> members = NestedScores.members(parser);
    if (members.isPresent()) {
      found.add(new Found(keyBefore(chars, start), members.get()));
      return end(parser, start);
    }
    return start + 1; // an object around others: these are the ones to read
  }

  /**
   * After a broken object, the rest of its line counts as its text: a model that quotes a paper
   * without escaping it must not thereby answer for the paper that is named in the quote.
   */
  private static int afterBroken(char[] chars, int start, int error) {
    int lineStart = Math.min(error, chars.length) - 1;
    while (lineStart > start && chars[lineStart] != '\n') {
      lineStart--;
    }
    if (lineStart > start && firstOnLine(chars, lineStart + 1) == '{') {
      return lineStart; // the object lacked its end: the line of the next one is sound
    }
    int next = Math.max(start, Math.min(error, chars.length) - 1);
    while (next < chars.length && chars[next] != '\n') {
      next++;
    }
    return next;
  }

  private static char firstOnLine(char[] chars, int from) {
    int at = from;
    while (at < chars.length && (chars[at] == ' ' || chars[at] == '\t' || chars[at] == ',')) {
      at++;
    }
    return at < chars.length ? chars[at] : '\n';
  }

  /** The members up to the object's end, or empty when one of them is or holds an object. */
  static Optional<List<Member>> members(JsonParser parser) throws IOException {
    List<Member> members = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = plainName(parser.currentName());
      JsonToken type = parser.nextToken();
      if (type == JsonToken.START_OBJECT || (type == JsonToken.START_ARRAY && !skips(parser))) {
        return Optional.empty();
      }
      members.add(new Member(name, type, type.isScalarValue() ? parser.getText() : ""));
    }
    return Optional.of(members);
  }

  /** Skips an array; false as soon as there is an object in it. */
  static boolean skips(JsonParser parser) throws IOException {
    for (int depth = 1; depth > 0; ) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        return false;
      }
      depth += token == JsonToken.START_ARRAY ? 1 : token == JsonToken.END_ARRAY ? -1 : 0;
    }
    return true;
  }

  /** A parser for the value that begins at {@code start}. */
  static JsonParser parser(char[] chars, int start) throws IOException {
    return FACTORY.createParser(chars, start, chars.length - start);
  }

  /** Where the parser stands in the text that it reads from {@code start} on. */
  static int end(JsonParser parser, int start) {
    return start + Math.toIntExact(parser.currentLocation().getCharOffset());
  }

  /** {@code ARXIV_ID}, {@code arxivId} and {@code "ArXiv ID"} are one name. */
  static String plainName(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** The name that stands before an object's brace, as in {@code "2503.01234": {}}. */
  private static String keyBefore(char[] chars, int brace) {
    int at = blanksBefore(chars, brace);
    if (at < 0 || chars[at] != ':') {
      return "";
    }
    int end = blanksBefore(chars, at);
    if (end < 1 || (chars[end] != '"' && chars[end] != '\'')) {
      return "";
    }
    int from = end - 1;
    while (from >= 0 && chars[from] != chars[end] && end - from < LONGEST_KEY) {
      from--;
    }
    boolean whole = from >= 0 && chars[from] == chars[end];
    return whole ? new String(chars, from + 1, end - from - 1) : "";
  }

  private static int blanksBefore(char[] chars, int from) {
    int at = from - 1;
    while (at >= 0 && Character.isWhitespace(chars[at])) {
      at--;
    }
    return at;
  }

  /** The next brace that a string follows, as the name of a first member. */
  private static int nextObject(char[] chars, int from) {
    for (int at = from; at < chars.length; at++) {
      if (chars[at] == '{') {
        int next = at + 1;
        while (next < chars.length && Character.isWhitespace(chars[next])) {
          next++;
        }
        if (next < chars.length && (chars[next] == '"' || chars[next] == '\'')) {
          return at;
        }
        at = next - 1;
      }
    }
    return chars.length;
  }
}
