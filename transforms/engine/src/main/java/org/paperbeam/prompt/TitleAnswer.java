package org.paperbeam.prompt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.prompt.ReplyJson.Member;

/**
 * The list of ids in a title filter's answer. Dropping a paper cannot be undone, so this reads less
 * than it might: one array of ids, one object with such an array under a name that says what it is,
 * or objects with an id and nothing but words. Whatever else looks like JSON makes the whole answer
 * unreadable.
 */
final class TitleAnswer {
  private static final Set<String> ID_NAMES = Set.of("id", "arxivid", "paperid", "arxiv");

  /** Names of an array of ids to drop; {@code relevant} or {@code keep} would mean the opposite. */
  private static final Set<String> LIST_NAMES =
      Set.of("irrelevant", "irrelevantids", "irrelevantpapers", "ids", "arxivids", "answer");

  private final char[] text;
  private final List<Set<String>> lists = new ArrayList<>();
  private final Set<String> lines = new LinkedHashSet<>();

  private TitleAnswer(String text) {
    this.text = text.toCharArray();
  }

  /** The ids, without version and prefix; empty when the answer is not clear. */
  static Optional<Set<String>> ids(String text) {
    TitleAnswer answer = new TitleAnswer(LatexEscapes.kept(text));
    if (!answer.readAll()) {
      return Optional.empty();
    }
    boolean one = answer.lists.stream().distinct().count() == 1 && answer.lines.isEmpty();
    if (one) {
      return Optional.of(answer.lists.get(0));
    }
    return answer.lists.isEmpty() && !answer.lines.isEmpty()
        ? Optional.of(answer.lines)
        : Optional.empty();
  }

  private boolean readAll() {
    int prose = 0;
    int at = 0;
    while (at < text.length && prose < ReplyJson.MOST_BROKEN) {
      if (text[at] != '{' && text[at] != '[') {
        at++;
        continue;
      }
      try (JsonParser parser = ReplyJson.parser(text, at)) {
        boolean array = parser.nextToken() == JsonToken.START_ARRAY;
        if (array && isProse(parser)) {
          prose++;
          at++;
        } else if (array ? readArray(parser) : readObject(parser)) {
          at = ReplyJson.end(parser, at);
        } else {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return prose < ReplyJson.MOST_BROKEN;
  }

  /** Whether a bracket opens no JSON, as in "[see above]"; else the parser is one token further. */
  private static boolean isProse(JsonParser parser) {
    try {
      parser.nextToken();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** A whole answer as an array; the parser stands on its first element or its end. */
  private boolean readArray(JsonParser parser) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonToken t = parser.currentToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      Optional<String> id = t == JsonToken.START_OBJECT ? idOf(parser) : idIn(parser, t);
      if (id.isEmpty()) {
        return false;
      }
      ids.add(id.get());
    }
    lists.add(ids);
    return true;
  }

  /** A whole answer as an object with one array of ids, or one line of it with one id. */
  private boolean readObject(JsonParser parser) throws IOException {
    List<Member> members = new ArrayList<>();
    int before = lists.size();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = ReplyJson.plainName(parser.currentName());
      JsonToken type = parser.nextToken();
      if (type == JsonToken.START_ARRAY) {
        parser.nextToken();
        if (!LIST_NAMES.contains(name) || !readArray(parser)) {
          return false;
        }
      } else if (type == JsonToken.VALUE_STRING) {
        members.add(new Member(name, type, parser.getText()));
      } else {
        return false;
      }
    }
    if (lists.size() > before) {
      return lists.size() == before + 1;
    }
    Optional<String> id = idOf(members);
    id.ifPresent(lines::add);
    return id.isPresent();
  }

  private static Optional<String> idOf(JsonParser parser) throws IOException {
    Optional<List<Member>> members = ReplyJson.members(parser);
    return members.isPresent() ? idOf(members.get()) : Optional.empty();
  }

  /** The id of an object that holds words only: a number or a boolean may mean "keep". */
  private static Optional<String> idOf(List<Member> members) {
    String id = null;
    for (Member member : members) {
      if (member.type() != JsonToken.VALUE_STRING) {
        return Optional.empty();
      }
      if (ID_NAMES.contains(member.name())) {
        if (id != null) {
          return Optional.empty();
        }
        id = member.text();
      }
    }
    return id == null ? Optional.empty() : arxivId(id);
  }

  private static Optional<String> idIn(JsonParser parser, JsonToken token) throws IOException {
    return token == JsonToken.VALUE_STRING || token.isNumeric()
        ? arxivId(parser.getText())
        : Optional.empty();
  }

  private static Optional<String> arxivId(String text) {
    return ArxivId.parse(ReplyText.plainId(text)).map(ArxivId.Versioned::id);
  }
}
