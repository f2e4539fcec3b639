package org.paperbeam.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.RetryAfter;

/**
 * What an answer says of an error, in whatever form the service wraps it: OpenAI's, Google's (an
 * array around it, details inside), OpenRouter's (the provider's own words inside), FastAPI's
 * ({@code detail}), a plain text, a web page.
 *
 * @param code the error's code; empty when there is none
 * @param type the error's sort; empty when there is none
 * @param message its words, in the service's spelling; empty when there are none
 * @param more what stands beside: parameter, reasons, quotas
 * @param status the HTTP status that the body names; 0 when it names none
 */
record ErrorBody(String code, String type, String message, String more, int status) {
  private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
  private static final Pattern PAGE =
      Pattern.compile("(?is)\\s*(<!doctype html|<html|<head|<body).*");
  private static final Pattern RETRY =
      Pattern.compile(
          "(?:try again|retry|come back|wait)(?: after| in| for)?:? ((?:[\\d.]+"
              + " ?(?:ms|h|m|s)[a-z]*[ ,]*)+)");
  private static final Pattern SPAN = Pattern.compile("([\\d.]+) ?(ms|h|m|s)");
  private static final Pattern STATUS = Pattern.compile("[45]\\d\\d");

  /** What the body says; all is empty when it is no JSON. */
  static ErrorBody of(JsonNode body) {
    JsonNode root = body.isArray() && !body.isEmpty() ? body.get(0) : body;
    JsonNode error = error(root);
    String message =
        first(
            error.isTextual() ? error.asText() : "",
            words(error.path("message")),
            words(root.path("message")),
            words(root.path("detail")),
            words(root.path("errors")),
            words(root.path("error_description")),
            words(root.path("msg")),
            words(root.path("base_resp").path("status_msg")));
    String raw = words(error.path("metadata").path("raw"));
    if (!raw.isEmpty() && !message.contains(raw)) {
      message = message + ": " + raw;
    }
    return new ErrorBody(
        first(words(error.path("code")), words(root.path("code")), words(error.path("status"))),
        first(words(error.path("type")), words(root.path("type")), words(root.path("error_type"))),
        message,
        more(error),
        status(error, root));
  }

  /** Whether the body says that something went wrong. */
  boolean isError() {
    return status > 0 || !message.isEmpty();
  }

  private static JsonNode error(JsonNode root) {
    JsonNode error = root.path("error");
    JsonNode ofChoice = root.path("choices").path(0).path("error");
    JsonNode found = error.isMissingNode() || error.isNull() ? ofChoice : error;
    return found.isNull() ? MissingNode.getInstance() : found;
  }

  private static int status(JsonNode error, JsonNode root) {
    for (JsonNode said :
        new JsonNode[] {
          error.path("code"),
          error.path("status"),
          error.path("status_code"),
          root.path("status_code"),
          root.path("statusCode"),
          root.path("code"),
          root.path("status"),
          error.path("http_code"),
          root.path("http_status")
        }) {
      if (STATUS.matcher(said.asText("")).matches()) {
        return said.asInt();
      }
    }
    return 0;
  }

  private static String more(JsonNode error) {
    List<String> more = new ArrayList<>();
    more.add(words(error.path("status")));
    more.add(words(error.path("param")));
    more.add(words(error.path("innererror").path("code")));
    for (JsonNode detail : error.path("details")) {
      more.add(words(detail.path("reason")));
      for (JsonNode violation : detail.path("violations")) {
        more.add(words(violation.path("quotaId")));
      }
      String delay = words(detail.path("retryDelay"));
      more.add(delay.isEmpty() ? "" : "retry in " + delay);
    }
    more.removeIf(String::isEmpty);
    return String.join(" ", more);
  }

  /** A text, a number, or what the items of a list say, with the places that they name. */
  private static String words(JsonNode node) {
    if (node.isTextual() || node.isNumber()) {
      return node.asText();
    }
    if (node.isArray()) {
      List<String> all = new ArrayList<>();
      for (JsonNode item : node) {
        StringBuilder place = new StringBuilder();
        item.path("loc").forEach(part -> place.append(part.asText()).append('.'));
        String said =
            item.isTextual()
                ? item.asText()
                : first(words(item.path("msg")), words(item.path("message")));
        all.add((place + " " + said).strip());
      }
      return String.join("; ", all);
    }
    return node.isObject()
        ? first(
            words(node.path("message")),
            words(node.path("msg")),
            node.path("error").isTextual() ? node.path("error").asText() : "")
        : "";
  }

  private static String first(String... texts) {
    for (String text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /** When the words say to come back; null when they do not. */
  @Nullable Duration retryAfter() {
    for (String text : new String[] {more, message}) {
      Matcher retry = RETRY.matcher(text.toLowerCase(Locale.ROOT));
      if (retry.find()) {
        double seconds = 0;
        Matcher span = SPAN.matcher(retry.group(1));
        while (span.find()) {
          seconds += number(span.group(1)) * unit(span.group(2));
        }
        if (seconds > 0) {
          return RetryAfter.ofSeconds(seconds);
        }
      }
    }
    return null;
  }

  private static double number(String digits) {
    return digits.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(digits) : 0;
  }

  private static double unit(String name) {
    return switch (name) {
      case "ms" -> 0.001;
      case "m" -> 60;
      case "h" -> 3600;
      default -> 1;
    };
  }

  /** Whether a text is a web page. */
  static boolean isPage(String body) {
    return PAGE.matcher(body).matches();
  }

  /** Whether a text is neither JSON nor a stream of events. */
  static boolean isPlain(String body) {
    String text = body.strip();
    return !text.isEmpty()
        && "{[".indexOf(text.charAt(0)) < 0
        && !EventStream.is(body)
        && !isPage(body);
  }

  /** What a web page says in a few words: its title; another text is given back. */
  static String plain(String body) {
    Matcher title = TITLE.matcher(body);
    return isPage(body) && title.find() ? "a web page: " + title.group(1).strip() : body;
  }
}
