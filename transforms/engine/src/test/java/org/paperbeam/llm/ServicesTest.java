package org.paperbeam.llm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.Quirks.Part;
import org.paperbeam.secret.Secret;

/** How services word what they refuse, and in which forms their answers come. */
class ServicesTest {
  private static final Set<Part> ALL = EnumSet.allOf(Part.class);

  private static ChatOutcome read(int status, String body, Set<Part> sent, Quirks quirks) {
    return ReplyParser.read(
        new ReplyParser.Reply(status, body, RateHints.NONE),
        sent,
        quirks,
        Secret.of("KEY-12345678"));
  }

  /** A service that has answered before, with all parts, so that nothing is to be found out. */
  private static Quirks known() {
    Quirks quirks = new Quirks("m");
    quirks.answeredWith(ALL);
    return quirks;
  }

  private static Failed failed(int status, String body) {
    return (Failed) read(status, body, Set.of(), known());
  }

  private static void means(Kind kind, int status, String body) {
    assertThat(status + " " + body, failed(status, body).kind(), is(kind));
  }

  private static void stops(FailureKind why, int status, String body) {
    Failed failed = failed(status, body);
    assertThat(status + " " + body, failed.kind(), is(Kind.FATAL));
    assertThat(status + " " + body, failed.why(), is(why));
  }

  private static String error(String message) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"t\",\"code\":null}}".formatted(message);
  }

  @Test
  void usedUpCreditEndsTheRunInAnyStatus() {
    for (int status : new int[] {400, 402, 403, 429, 500, 503}) {
      stops(FailureKind.QUOTA, status, error("Your credit balance is too low to access the API."));
      stops(FailureKind.QUOTA, status, "{\"error\":{\"code\":\"insufficient_quota\"}}");
    }
    stops(FailureKind.QUOTA, 402, error("Insufficient Balance"));
    stops(FailureKind.QUOTA, 402, "");
    stops(FailureKind.QUOTA, 400, error("Budget has been exceeded! Current cost: 1.2, Max: 1"));
    stops(FailureKind.QUOTA, 400, error("You have reached your specified API usage limits."));
    stops(FailureKind.QUOTA, 403, error("Out of call volume quota."));
    stops(FailureKind.QUOTA, 400, "{\"code\":\"Arrearage\",\"message\":\"Access denied\"}");
    stops(FailureKind.QUOTA, 400, error("Please buy credits."));
    stops(FailureKind.QUOTA, 200, "{\"error\":{\"code\":402,\"message\":\"Add some\"}}");
  }

  @Test
  void anAccountOrAKeyThatIsNoneEndsTheRun() {
    stops(FailureKind.REFUSED, 429, error("Your account is not active, check the billing page."));
    stops(FailureKind.REFUSED, 400, error("This organization has been disabled."));
    stops(FailureKind.REFUSED, 400, error("User location is not supported for the API use."));
    stops(FailureKind.CREDENTIAL, 400, "[" + error("API key not valid. Pass a valid one.") + "]");
    stops(FailureKind.CREDENTIAL, 403, error("Incorrect API key provided"));
    stops(FailureKind.CREDENTIAL, 200, "{\"error\":{\"code\":401,\"message\":\"No cookie\"}}");
  }

  @Test
  void aQuotaADayEndsTheRunAndSaysSo() {
    String google =
        "[{\"error\":{\"code\":429,\"message\":\"You exceeded your current quota.\",\"details\":["
            + "{\"violations\":[{\"quotaId\":\"GenerateRequestsPerDayPerProject-FreeTier\"}]},"
            + "{\"retryDelay\":\"34s\"}]}}]";
    stops(FailureKind.QUOTA, 429, google);
    assertThat(failed(429, google).detail(), containsString("an allowance for a day or longer"));
    assertThat(failed(429, google).detail(), containsString("You exceeded your current quota."));
    assertThat(failed(429, google).hints().retryAfter(), is(Duration.ofSeconds(34)));
    stops(FailureKind.QUOTA, 429, error("Limit reached on tokens per day (TPD): Limit 100000"));
    stops(FailureKind.QUOTA, 429, error("Rate limit exceeded: free-models-per-day"));
    stops(FailureKind.QUOTA, 200, "{\"error\":{\"code\":429,\"message\":\"free-models-per-day\"}}");
    means(Kind.RATE, 429, google.replace("PerDay", "PerMinute"));
  }

  @Test
  void aRefusalForTheRateIsOneInAnyForm() {
    means(Kind.RATE, 429, "");
    means(Kind.RATE, 200, "{\"error\":{\"code\":429,\"message\":\"free-models-per-min\"}}");
    means(Kind.RATE, 200, "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"x\"}}");
    means(Kind.RATE, 403, error("Rate limit exceeded"));
    for (String[] each :
        new String[][] {
          {"Please try again in 20s.", "PT20S"},
          {"Please try again in 1m30.5s.", "PT1M30.5S"},
          {"Please retry in 250ms", "PT0.25S"},
          {"Please retry after 7 seconds.", "PT7S"},
          {"Try again later.", null}
        }) {
      Duration wait = each[1] == null ? null : Duration.parse(each[1]);
      assertThat(each[0], failed(429, error(each[0])).hints().retryAfter(), is(wait));
    }
  }

  @Test
  void whatIsTooLongIsAskedInParts() {
    for (String words :
        new String[] {
          "prompt is too long: 210000 tokens > 200000 maximum",
          "The input token count (1200000) exceeds the maximum number of tokens allowed",
          "the request exceeds the available context size. try increasing the context size",
          "Prompt contains 40000 tokens, too large for a model with maximum context length",
          "Please reduce the length of the messages or completion.",
          "loaded with context length of only"
        }) {
      means(Kind.TOO_LONG, 400, error(words));
      means(Kind.TOO_LONG, 500, error(words));
    }
    means(Kind.TOO_LONG, 413, "<html><title>413 Request Entity Too Large</title></html>");
    means(Kind.TOO_LONG, 429, error("Request too large for this model on tokens per min"));
  }

  @Test
  void aBoundThatIsRefusedIsLowered() {
    for (String words :
        new String[] {
          "max_tokens is too large: 12000. This model supports at most 4096 completion tokens",
          "max_tokens: 12000 > 4096, which is the maximum allowed number of output tokens",
          "`max_tokens` must be less than or equal to `4096`",
          "Invalid max_tokens value, the valid range of max_tokens is [1, 4096]"
        }) {
      Quirks quirks = known();
      Failed failed = (Failed) read(400, error(words), ALL, quirks);
      assertThat(words, failed.kind(), is(Kind.UNSUPPORTED));
      assertThat(words, quirks.mostCompletion(), is(4096));
      assertThat("it is still sent", quirks.takes(Part.MAX_TOKENS), is(true));
    }
    Quirks quirks = known();
    String room = error("This model's maximum context length is 4096 tokens. However, you");
    assertThat(((Failed) read(400, room, ALL, quirks)).kind(), is(Kind.UNSUPPORTED));
    assertThat(quirks.room(), is(4096));
    assertThat("once", ((Failed) read(400, room, ALL, quirks)).kind(), is(Kind.TOO_LONG));
  }

  @Test
  void whatThePapersSayIsToldFromWhatTheClientDoes() {
    means(Kind.MODERATED, 403, error("Your input was flagged for \\\"violence\\\"."));
    means(Kind.MODERATED, 400, "{\"error\":{\"code\":\"content_filter\",\"message\":\"no\"}}");
    means(Kind.MODERATED, 400, error("Content Exists Risk"));
    means(Kind.MODERATED, 400, "{\"code\":\"data_inspection_failed\",\"message\":\"no\"}");
    means(Kind.REJECTED, 403, "<!DOCTYPE html><html><title>Attention Required!</title></html>");
    means(Kind.REJECTED, 403, error("no"));
    Failed first = (Failed) read(403, error("no access"), Set.of(), new Quirks("m"));
    assertThat("before any answer", first.kind(), is(Kind.FATAL));
  }

  @Test
  void someRefusalsPass() {
    means(Kind.TRANSIENT, 424, "{\"error\":\"Request failed during generation\"}");
    means(Kind.TRANSIENT, 400, "{\"error\":{\"code\":\"json_validate_failed\",\"message\":\"m\"}}");
    means(Kind.TRANSIENT, 400, error("Provider returned error"));
    means(Kind.TRANSIENT, 498, error("capacity exceeded"));
    means(Kind.TRANSIENT, 529, "{\"error\":{\"type\":\"overloaded_error\",\"message\":\"O\"}}");
    means(Kind.TRANSIENT, 200, "{\"error\":{\"code\":502,\"message\":\"Upstream\"}}");
    String choice = "{\"choices\":[{\"error\":{\"code\":503,\"message\":\"m\"}}]}";
    means(Kind.TRANSIENT, 200, choice);
  }

  @Test
  void anotherAddressIsNamed() {
    Failed moved =
        (Failed)
            ReplyParser.read(
                new ReplyParser.Reply(308, "", "https://h/v2/chat/completions", RateHints.NONE),
                ALL,
                known(),
                Secret.of("KEY-12345678"));
    assertThat(moved.kind(), is(Kind.FATAL));
    assertThat(moved.detail(), containsString("https://h/v2/chat/completions"));
    stops(FailureKind.MISSING, 200, "{\"error\":\"Unexpected endpoint or method.\"}");
    stops(FailureKind.MISSING, 404, "404 page not found");
    Failed page = (Failed) read(200, "<html><title>Sign in</title></html>", ALL, new Quirks("m"));
    assertThat(page.kind(), is(Kind.FATAL));
    assertThat(page.detail(), containsString("a web page: Sign in"));
  }

  @Test
  void theKeyIsNeverShown() {
    assertThat(
        failed(400, error("KEY-12345678 is odd")).detail(), not(containsString("KEY-12345678")));
    assertThat(failed(400, "odd KEY-12345678").detail(), not(containsString("KEY-12345678")));
    String raw = "{\"error\":{\"message\":\"p\",\"metadata\":{\"raw\":\"the KEY-12345678\"}}}";
    assertThat(failed(400, raw).detail(), is("400 p: the [secret]"));
  }

  private static void leavesOut(Part part, int status, String body) {
    Quirks quirks = known();
    assertThat(body, ((Failed) read(status, body, ALL, quirks)).kind(), is(Kind.UNSUPPORTED));
    assertThat(body, quirks.takes(part), is(false));
    Set<Part> less = EnumSet.complementOf(EnumSet.of(part));
    Kind again = ((Failed) read(status, body, less, quirks)).kind();
    assertThat("it ends: " + body, again == Kind.UNSUPPORTED && less.isEmpty(), is(false));
  }

  @Test
  void aPartThatIsNamedIsLeftOut() {
    leavesOut(Part.SCHEMA, 400, error("Unknown name \\\"additionalProperties\\\" at 'x'"));
    leavesOut(Part.SCHEMA, 404, error("No endpoints found that can handle requested parameters"));
    leavesOut(Part.SCHEMA, 422, "{\"detail\":[{\"loc\":[\"body\",\"response_format\"]}]}");
    leavesOut(Part.SCHEMA, 500, error("response_format is not supported"));
    leavesOut(Part.STRICT, 400, error("Unknown parameter: response_format.json_schema.strict"));
    leavesOut(Part.SYSTEM, 400, "{\"object\":\"error\",\"message\":\"System role not supported\"}");
    leavesOut(Part.SYSTEM, 500, error("Conversation roles must alternate user/assistant"));
    leavesOut(Part.SYSTEM, 400, error("Developer instruction is not enabled for models/gemma"));
    leavesOut(Part.TEMPERATURE, 400, error("temperature does not support 0 with this model"));
    leavesOut(Part.SEED, 422, "{\"detail\":[{\"loc\":[\"body\",\"seed\"],\"msg\":\"extra\"}]}");
    leavesOut(Part.MAX_TOKENS, 400, error("'max_tokens' is not supported, use another"));
    leavesOut(Part.MAX_COMPLETION_TOKENS, 400, error("Unknown: max_completion_tokens"));
  }

  @Test
  void aBoundByItsOtherNameComesBackWhenOnlyTheModelsNameSpokeAgainstIt() {
    Quirks quirks = new Quirks("gpt-5-mini");
    assertThat(quirks.takes(Part.MAX_TOKENS), is(false));
    ChatOutcome unused =
        read(
            400,
            error("Unknown: max_completion_tokens"),
            Set.of(Part.MAX_COMPLETION_TOKENS),
            quirks);
    assertThat(quirks.takes(Part.MAX_COMPLETION_TOKENS), is(false));
    assertThat(quirks.takes(Part.MAX_TOKENS), is(true));
  }

  @Test
  void aSchemaIsSuspectedUntilACallTells() {
    for (int status : new int[] {400, 422, 500}) {
      Quirks quirks = new Quirks("m");
      Set<Part> plain = Set.of(Part.SEED);
      Set<Part> schema = Set.of(Part.SEED, Part.SCHEMA);
      assertThat(((Failed) read(status, error("no"), schema, quirks)).kind(), is(Kind.UNSUPPORTED));
      assertThat(quirks.takes(Part.SCHEMA), is(false));
      Kind without = ((Failed) read(status, error("no"), plain, quirks)).kind();
      assertThat(without, is(status == 500 ? Kind.TRANSIENT : Kind.REJECTED));
      assertThat("it was not that", quirks.takes(Part.SCHEMA), is(true));

      assertThat(((Failed) read(status, error("no"), schema, quirks)).kind(), is(Kind.UNSUPPORTED));
      ChatOutcome good = read(200, COMPLETION.formatted("\"hi\""), plain, quirks);
      assertThat(good instanceof Answered, is(true));
      assertThat("it was that", quirks.takes(Part.SCHEMA), is(false));
    }
    Quirks taken = known();
    Kind later = ((Failed) read(500, error("no"), ALL, taken)).kind();
    assertThat("one that was taken is never suspected", later, is(Kind.TRANSIENT));
  }

  private static final String COMPLETION =
      "{\"choices\":[{\"message\":{\"content\":%s},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}";

  private static Answered answered(String body, Quirks quirks) {
    return (Answered) read(200, body, ALL, quirks);
  }

  @Test
  void theTextIsFoundWhereverItStands() {
    for (String[] each :
        new String[][] {
          {"{\"scores\":[]}", "{\"scores\":[]}"},
          {"[{\"id\":\"a\"}]", "[{\"id\":\"a\"}]"},
          {"{\"type\":\"text\",\"text\":\"hi\"}", "hi"},
          {
            "[{\"type\":\"thinking\",\"thinking\":[{\"text\":\"no\"}]},"
                + "{\"type\":\"text\",\"text\":\"hi\"}]",
            "hi"
          },
          {"null,\"reasoning_content\":\"{}\"", "{}"},
          {"null,\"reasoning\":\"I think\"", "<think>I think"},
          {"\"hi\",\"reasoning_content\":\"I think\"", "hi"},
          {"null,\"tool_calls\":[{\"function\":{\"arguments\":\"{}\"}}]", "{}"}
        }) {
      assertThat(answered(COMPLETION.formatted(each[0]), known()).text(), is(each[1]));
    }
    assertThat(answered("{\"choices\":[{\"text\":\"hi\"}]}", known()).text(), is("hi"));
    Answered ollama =
        answered("{\"message\":{\"content\":\"hi\"},\"done_reason\":\"length\"}", known());
    assertThat(ollama.text(), is("hi"));
    assertThat(ollama.finishReason(), is("length"));
  }

  @Test
  void aRefusalAndAnAnswerWithoutChoicesArePaid() {
    Answered refusal = answered(COMPLETION.formatted("null,\"refusal\":\"I can't\""), known());
    assertThat(refusal.text(), is("I can't"));
    assertThat(refusal.finishReason(), is("refusal"));
    Answered empty =
        answered(
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":0}}", known());
    assertThat(empty.usage(), is(new Usage(5, 0, 0)));
    assertThat(empty.text(), is(""));
  }

  @Test
  void aStreamThatNobodyAskedForIsPutTogether() {
    String stream =
        ": keep-alive\n\ndata: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"content\":\"h\"}}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"content\":\"i\"},\"finish_reason\":\"stop\"}]}\n\n"
            + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}\n\n"
            + "data: [DONE]\n\n";
    Quirks quirks = known();
    Answered answer = answered(stream, quirks);
    assertThat(answer.text(), is("hi"));
    assertThat(answer.finishReason(), is("stop"));
    assertThat(answer.usage(), is(new Usage(5, 0, 2)));
    assertThat(quirks.thinks(), is(true));
    means(Kind.RATE, 200, "data: {\"error\":{\"code\":429,\"message\":\"slow\"}}\n\n");
    means(Kind.LOST, 200, "data: {\"choices\":[{\"delta\":{\"con");
  }

  @Test
  void thatAModelThinksShowsInItsAnswers() {
    for (String body :
        new String[] {
          COMPLETION.formatted("\"hi\",\"reasoning_content\":\"I think\""),
          COMPLETION
              .formatted("\"hi\"")
              .replace("}}", ",\"completion_tokens_details\":{\"reasoning_tokens\":1}}}"),
          COMPLETION.formatted("\"\"").replace("stop", "length")
        }) {
      Quirks quirks = known();
      answered(body, quirks);
      assertThat(body, quirks.thinks(), is(true));
    }
    Quirks quirks = known();
    answered(COMPLETION.formatted("\"hi\"").replace("stop", "length"), quirks);
    assertThat("only cut off", quirks.thinks(), is(false));
  }
}
