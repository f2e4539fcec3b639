package org.paperbeam.prompt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.paperbeam.prompt.ReplyJson.Found;
import org.paperbeam.prompt.ReplyJson.Member;

/**
 * An answer inside another one's string: written as a JSON string, as the arguments of a call of a
 * tool, as the only text of an object, or with its quotes as HTML has them. It is looked for only
 * where nothing could be read as it stands, so that no comment answers for a paper.
 */
final class WrappedReply {
  private WrappedReply() {}

  /** The text inside, or empty when there is none. */
  static Optional<String> inside(String text) {
    String answer = text.strip();
    if (answer.startsWith("\"")) {
      return string(answer);
    }
    List<Found> objects = ReplyJson.objects(answer);
    if (objects.size() == 1) {
      List<String> texts =
          objects.get(0).members().stream()
              .filter(member -> member.type() == JsonToken.VALUE_STRING)
              .map(Member::text)
              .filter(WrappedReply::isJson)
              .toList();
      return texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty();
    }
    return objects.isEmpty() && (answer.contains("&quot;") || answer.contains("&#34;"))
        ? Optional.of(answer.replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&"))
        : Optional.empty();
  }

  private static boolean isJson(String text) {
    return text.strip().startsWith("{") || text.strip().startsWith("[");
  }

  private static Optional<String> string(String answer) {
    char[] chars = answer.toCharArray();
    try (JsonParser parser = ReplyJson.parser(chars, 0)) {
      boolean whole =
          parser.nextToken() == JsonToken.VALUE_STRING
              && !parser.getText().isEmpty()
              && isJson(parser.getText());
      String inside = whole ? parser.getText() : "";
      return whole && parser.nextToken() == null ? Optional.of(inside) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty(); // a text that begins with a quotation
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
  }
}
