package org.paperbeam.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.Answer;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.LlmAnswers.Form;
import org.paperbeam.llm.LlmAnswers.Meaning;
import org.paperbeam.llm.LlmAnswers.Service;
import org.paperbeam.secret.Secret;

/**
 * Turns a response into an outcome, by OpenAI's error codes
 * (platform.openai.com/docs/guides/error-codes) and what compatible services make of them. What an
 * answer teaches of the service goes into the quirks.
 */
final class ReplyParser {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DETAIL = 300;

  private final Service service;
  private final Quirks quirks;
  private final Secret key;

  private ReplyParser(Service service, Quirks quirks, Secret key) {
    this.service = service;
    this.quirks = quirks;
    this.key = key;
  }

  /**
   * A response, however it came.
   *
   * @param location where it says to ask in place of the address that was asked; empty when it does
   *     not
   */
  record Reply(int status, String body, String location, RateHints hints) {
    Reply(int status, String body, RateHints hints) {
      this(status, body, "", hints);
    }
  }

  /**
   * Reads a response that need not have come over HTTP by itself, e.g. as a line of a batch.
   *
   * @param key the key that was sent: some services repeat a rejected one in their message, from
   *     where it would go into reports and logs
   */
  static ChatOutcome read(Reply reply, Set<Quirks.Part> sent, Quirks quirks, Secret key) {
    return read(Service.CHAT, reply, sent, quirks, key);
  }

  /** Reads a response of that service; what it means is in {@link LlmAnswers}. */
  static ChatOutcome read(
      Service service, Reply reply, Set<Quirks.Part> sent, Quirks quirks, Secret key) {
    return new ReplyParser(service, quirks, key).read(reply, sent);
  }

  private ChatOutcome read(Reply reply, Set<Quirks.Part> sent) {
    JsonNode body = tree(reply.body());
    JsonNode choice = CompletionReader.choice(body);
    ErrorBody error = ErrorBody.of(body);
    boolean success = reply.status() / 100 == 2;
    boolean answered = success && !choice.isMissingNode() && !choice.path("error").isObject();
    boolean errorInSuccess = success && !answered && error.isError();
    // An error inside a success means what it would mean under its own status.
    int status = !errorInSuccess ? reply.status() : error.status() > 0 ? error.status() : 400;
    String said = said(reply, error);
    Quirks.@Nullable Part named = Quirks.named(said, sent);
    Set<Form> forms = forms(reply, sent, named);
    if (choice.isMissingNode()) {
      forms.add(
          UsageReader.read(UsageReader.in(body)).isKnown() ? Form.USAGE_ALONE : Form.NO_CHOICES);
    }
    learnBounds(status, said, forms);
    Optional<Meaning> meaning =
        answered
            ? Optional.empty()
            : LlmAnswers.of(
                Answer.of(service, status, small(error.code()), small(error.type()), said)
                    .in(forms));
    if (meaning.isEmpty()) {
      if (service == Service.CHAT) {
        quirks.answeredWith(sent);
      }
      return hidden(CompletionReader.read(body, choice, reply.hints(), quirks));
    }
    learn(meaning.get(), named, sent, forms);
    return failed(reply, error, meaning.get());
  }

  /** An answer is kept, and shown on pages: some services tell there what they were sent. */
  private Answered hidden(Answered answer) {
    return new Answered(
        key.hiddenIn(answer.text()),
        key.hiddenIn(answer.finishReason()),
        answer.usage(),
        answer.hints());
  }

  private static String said(Reply reply, ErrorBody error) {
    // Not every service wraps its message as OpenAI does.
    String message = error.message().isEmpty() ? ErrorBody.plain(reply.body()) : error.message();
    return small(String.join(" ", error.code(), error.type(), message, error.more()));
  }

  private Set<Form> forms(Reply reply, Set<Quirks.Part> sent, Quirks.@Nullable Part named) {
    Set<Form> forms = EnumSet.noneOf(Form.class);
    if (named != null) {
      forms.add(Form.NAMES_A_SENT_PART);
    }
    if (ErrorBody.isPage(reply.body())
        || (reply.status() / 100 == 2 && ErrorBody.isPlain(reply.body()))) {
      forms.add(Form.WEB_PAGE);
    }
    if (quirks.hasAnswered()) {
      forms.add(Form.AFTER_ANSWERS);
    }
    if (quirks.maySuspectSchema(sent)) {
      forms.add(Form.NEW_SCHEMA);
    }
    return forms;
  }

  private void learnBounds(int status, String said, Set<Form> forms) {
    if (status < 400) {
      return;
    }
    boolean tooLong = LlmAnswers.isTooLong(said);
    boolean news =
        tooLong
            ? TokenBounds.room(said).stream().anyMatch(quirks::limitRoom)
            : TokenBounds.answer(said).stream().anyMatch(quirks::limitCompletion);
    if (news) {
      forms.add(Form.NAMES_A_NEW_BOUND);
    }
  }

  private void learn(
      Meaning meaning, Quirks.@Nullable Part named, Set<Quirks.Part> sent, Set<Form> forms) {
    if (meaning.kind() == Kind.UNSUPPORTED && !forms.contains(Form.NAMES_A_NEW_BOUND)) {
      if (named != null) {
        quirks.leaveOut(named);
      } else {
        quirks.suspectSchema();
      }
    } else if (meaning.kind() == Kind.TRANSIENT || meaning.kind() == Kind.REJECTED) {
      quirks.failedWith(sent);
    }
  }

  private Failed failed(Reply reply, ErrorBody error, Meaning meaning) {
    RateHints hints = reply.hints();
    if (hints.retryAfter() == null && error.retryAfter() != null) {
      hints =
          new RateHints(
              error.retryAfter(),
              hints.requestsPerMinute(),
              hints.tokensPerMinute(),
              hints.pause());
    }
    String words = error.message().isEmpty() ? ErrorBody.plain(reply.body()) : error.message();
    String say = meaning.say() == null ? words : meaning.say().replace("{words}", words);
    String told = say.replace("{location}", reply.location());
    return new Failed(meaning.kind(), detail(reply.status(), told), hints)
        .because(meaning.why())
        .withRemedy(meaning.remedy());
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static JsonNode tree(String body) {
    try {
      JsonNode tree = EventStream.is(body) ? EventStream.joined(JSON, body) : JSON.readTree(body);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** Status and message on one line, short and without the key, for a report. */
  private String detail(int status, String message) {
    String whole = message.replaceAll("\\s+", " ").trim();
    String said = key.hiddenIn(whole);
    return status
        + (said.isEmpty() ? "" : " " + said.substring(0, Math.min(DETAIL, said.length())));
  }
}
