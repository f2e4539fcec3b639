package org.paperbeam.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;

/** What a loopback service answers when it scores well: 100 prompt tokens, 10 of an answer. */
public final class Scorer {
  private static final Pattern ID = Pattern.compile("\\{\\\\\"id\\\\\": \\\\\"([^\\\\]+)");

  private Scorer() {}

  /** The papers that are asked about, in the prompt's order. */
  public static List<String> ids(Request request) {
    List<String> ids = new ArrayList<>();
    Matcher id = ID.matcher(request.body());
    while (id.find()) {
      ids.add(id.group(1));
    }
    return ids;
  }

  public static boolean isScoring(Request request) {
    return request.body().contains("relevance");
  }

  /** Scores every paper with relevance 8, and drops one title. */
  public static Answer answer(Request request, String dropped) {
    return answer(request, dropped, "");
  }

  /**
   * The same.
   *
   * @param more fields that every paper's object has besides, each behind a comma
   */
  public static Answer answer(Request request, String dropped, String more) {
    String text =
        !isScoring(request)
            ? ids(request).contains(dropped) ? "[\"" + dropped + "\"]" : "[]"
            : ids(request).stream()
                .map(
                    id ->
                        "{\"id\":\"%s\",\"comment\":\"On %s.\",\"relevance\":8,\"novelty\":%d%s}"
                            .formatted(id, id, 1 + id.charAt(9) % 10, more))
                .collect(Collectors.joining("\n"));
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.withArray("/choices")
        .addObject()
        .put("finish_reason", "stop")
        .putObject("message")
        .put("content", text);
    body.putObject("usage").put("prompt_tokens", 100).put("completion_tokens", 10);
    return Answer.ok(body.toString());
  }
}
