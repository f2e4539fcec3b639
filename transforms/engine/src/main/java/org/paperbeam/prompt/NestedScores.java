package org.paperbeam.prompt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paperbeam.prompt.ReplyJson.Member;

/**
 * A paper's object whose scores stand in objects of their own: {@code {"id": ..., "scores":
 * {"relevance": 7, "novelty": 6}}} or {@code {"id": ..., "relevance": {"score": 7, "why": "..."}}}.
 * It is one only when the id is the outer object's and no inner one has any, so an object around
 * several papers is never taken for one of them.
 */
final class NestedScores {
  static final Set<String> ID_NAMES =
      Set.of("id", "arxivid", "paperid", "arxiv", "paper", "url", "link");

  /** What may hold a title or an address of something else as well as an id. */
  private static final Set<String> LOOSE_NAMES = Set.of("paper", "url", "link");

  private static final Pattern PLACE_IN_A_LIST = Pattern.compile("\\d{1,3}");

  private static final Set<String> VALUE_NAMES = Set.of("score", "value", "rating", "points");

  private NestedScores() {}

  /**
   * The members up to the object's end with those of the objects in it; empty for an object around
   * others. Objects in an inner object end the attempt, so all attempts read a text twice at most.
   *
   * @throws JsonProcessingException when the object is broken before any other object began in it
   */
  static Optional<List<Member>> members(JsonParser parser) throws IOException {
    List<Member> outer = new ArrayList<>();
    List<Member> inner = new ArrayList<>();
    boolean around = false;
    try {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = ReplyJson.plainName(parser.currentName());
        JsonToken type = parser.nextToken();
        if (type == JsonToken.START_OBJECT) {
          around = true;
          Optional<List<Member>> held = ReplyJson.members(parser);
          if (held.isEmpty() || held.get().stream().anyMatch(NestedScores::isId)) {
            return Optional.empty();
          }
          inner.addAll(meant(name, held.get()));
        } else if (type == JsonToken.START_ARRAY && !ReplyJson.skips(parser)) {
          return Optional.empty();
        } else {
          outer.add(new Member(name, type, type.isScalarValue() ? parser.getText() : ""));
        }
      }
    } catch (JsonProcessingException e) {
      if (around) {
        return Optional.empty(); // what it holds until here may be whole
      }
      throw e;
    }
    if (around && outer.stream().noneMatch(m -> isId(m) && m.isText())) {
      return Optional.empty();
    }
    Set<String> names = outer.stream().map(Member::name).collect(Collectors.toSet());
    inner.stream().filter(m -> !names.contains(m.name())).forEach(outer::add);
    return Optional.of(outer);
  }

  private static boolean isId(Member member) {
    return ID_NAMES.contains(member.name());
  }

  /** Whether a member that names none of the papers can stand beside one that does. */
  static boolean mayStandBeside(Member id) {
    return LOOSE_NAMES.contains(id.name())
        ? !ReplyText.holdsId(id.text())
        : PLACE_IN_A_LIST.matcher(id.text().strip()).matches();
  }

  /** An object with a value is that value with words beside it. */
  private static List<Member> meant(String name, List<Member> held) {
    List<Member> values = held.stream().filter(m -> VALUE_NAMES.contains(m.name())).toList();
    return values.size() == 1
        ? List.of(new Member(name, values.get(0).type(), values.get(0).text()))
        : held;
  }
}
