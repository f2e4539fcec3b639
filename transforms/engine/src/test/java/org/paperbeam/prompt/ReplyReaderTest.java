package org.paperbeam.prompt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {
  private static final String A = "2503.00001";
  private static final String B = "2503.00002";
  private static final List<String> ASKED = List.of(A, B);
  private static final String LINE_A = line(A, "Good.", "8", "7");
  private static final String LINE_B = line(B, "Fair.", "5", "6");
  private static final Map<String, PaperScore> BOTH =
      Map.of(A, new PaperScore(8, 7, "Good."), B, new PaperScore(5, 6, "Fair."));

  private static String line(String id, String comment, String relevance, String novelty) {
    return "{\"ARXIVID\": \"%s\", \"COMMENT\": \"%s\", \"RELEVANCE\": %s, \"NOVELTY\": %s}"
        .formatted(id, comment, relevance, novelty);
  }

  private static ScoreReply read(String answer) {
    return ReplyReader.readScores(answer, ASKED, "stop");
  }

  private static void assertBoth(String answer) {
    assertThat(answer, read(answer), is(new ScoreReply(BOTH, Map.of(), 0)));
  }

  /** Reads both papers of which only the second is sound, and says why the first is not. */
  private static String whyNotA(String answer) {
    ScoreReply reply = read(answer);
    assertThat(answer, reply.scores(), is(Map.of(B, BOTH.get(B))));
    assertThat(answer, reply.problems().keySet(), is(Set.of(A)));
    return reply.problems().get(A);
  }

  @Test
  void aTopicIsReadAsItIsSaidAndNoScoreHangsOnIt() {
    for (String topic : List.of("3", "\"3\"", "\" 3 \"")) {
      ScoreReply reply = read(LINE_A.replace("}", ", \"TOPIC\": " + topic + "}") + "\n" + LINE_B);
      assertThat(reply.scores().get(A), is(new PaperScore(8, 7, "Good.", "3", null, null)));
      assertThat(reply.scores().get(B), is(BOTH.get(B)));
    }
    String long101 = "\"" + "x".repeat(101) + "\"";
    for (String odd : List.of("null", "[1]", "true", "\"\"", long101)) {
      assertBoth(LINE_A.replace("}", ", \"topic\": " + odd + "}") + "\n" + LINE_B);
    }
  }

  @Test
  void aSentenceIsReadWithItsLanguageAndNoScoreHangsOnIt() {
    for (String name : List.of("SUMMARY_DE", "summary_de", "summaryDe", "Summary (de)")) {
      ScoreReply reply =
          read(LINE_A.replace("}", ", \"" + name + "\": \"Ein\\n Satz.\"}") + "\n" + LINE_B);
      assertThat(reply.scores().get(A), is(new PaperScore(8, 7, "Good.", null, "Ein Satz.", "de")));
      assertThat(reply.scores().get(B), is(BOTH.get(B)));
    }
    assertThat(
        read(LINE_A.replace("}", ", \"summary\": \"S.\", \"summary_de\": \"T.\"}")).scores().get(A),
        is(new PaperScore(8, 7, "Good.", null, "S.", "")));
    for (String odd : List.of("null", "[1]", "true", "\"\"", "7", "{\"a\": 1}")) {
      assertBoth(LINE_A.replace("}", ", \"summary_de\": " + odd + "}") + "\n" + LINE_B);
    }
  }

  @Test
  void answersAreReadInEveryFormThatModelsGiveThem() {
    String array = "[" + LINE_A + ", " + LINE_B + "]";
    assertBoth(LINE_A + "\n" + LINE_B);
    assertBoth(LINE_A + "\r\n" + LINE_B + "\r\n");
    assertBoth(LINE_A + ",\n" + LINE_B + ",");
    assertBoth("Here are the scores:\n```jsonl\n" + LINE_A + ",\n" + LINE_B + "\n```\nBye {now}!");
    assertBoth(array);
    assertBoth(array.replace("}, {", "},\n  {").replace(", \"", ",\n    \""));
    assertBoth(array.replace("]", ",]").replace("}", ",}"));
    assertBoth("{\"scores\": " + array + "}");
    assertBoth("{\"results\": {\"scores\": " + array + ", \"n\": 2}}");
    assertBoth("Sure. " + LINE_A + " and " + LINE_B + " I hope.");
    assertBoth("\uFEFF" + array);
    assertBoth(LINE_B + "\n" + LINE_A);
    assertBoth("The set {\"x\" | x > 0} is empty.\n" + LINE_A + "\n" + LINE_B);
    assertBoth("<think>Draft: " + line(A, "No.", "1", "1") + "</think>\n" + array);
  }

  @Test
  void whatStandsBeforeTheEndOfAThoughtIsThought() {
    String draft = line(A, "No.", "1", "1") + "\n";
    String answer = LINE_A + "\n" + LINE_B;
    for (String tag : new String[] {"think", "thinking", "thought", "reasoning", "THINK"}) {
      assertBoth("<" + tag + ">" + draft + "</" + tag + ">\n" + answer);
      assertBoth("Let me see.\n" + draft + "Too harsh.\n</" + tag + ">\n\n" + answer);
    }
    assertBoth(draft + "It is \"good\".</think>" + answer);
    assertBoth("[THINK]" + draft + "[/THINK]" + answer);
    assertBoth("<|channel|>analysis<|message|>" + draft + "<|channel|>final<|message|>" + answer);
    assertThat(read("<think>" + answer).scores(), is(anEmptyMap()));
    assertThat(
        read("<think>" + answer).problems().get(A),
        is("answer is nothing but thoughts (reasoning)"));
  }

  @Test
  void aTagThatACommentQuotesEndsNoThought() {
    String quote = "Models write </think> too early.";
    assertThat(
        read(line(A, quote, "8", "7") + "\n" + LINE_B).scores(),
        is(Map.of(A, new PaperScore(8, 7, quote), B, BOTH.get(B))));
  }

  @Test
  void anObjectMayStandUnderItsPapersId() {
    String a = LINE_A.replace("\"ARXIVID\": \"" + A + "\", ", "");
    String b = LINE_B.replace("\"ARXIVID\": \"" + B + "\", ", "");
    assertBoth("{\"" + A + "\": " + a + ", \"" + B + "\": " + b + "}");
    assertBoth("{\"" + A + "\" :\n" + LINE_A + ", \"arXiv:" + B + "v2\": " + b + "}");
    ScoreReply crossed = read("{\"" + B + "\": " + LINE_A + "}");
    assertThat("it stands under another paper's id", crossed.scores(), is(anEmptyMap()));
    assertThat(read("{\"a\": " + a + "}").scores(), is(anEmptyMap()));
  }

  @Test
  void anIdMayBeALink() {
    assertBoth(LINE_A.replace(A, "https://arxiv.org/pdf/" + A + "v1.pdf") + LINE_B);
    assertBoth(LINE_A.replace(A, "http://export.arxiv.org/html/" + A) + LINE_B);
    assertBoth(LINE_A.replace(A, "10.48550/arXiv." + A) + LINE_B);
    assertBoth(LINE_A.replace(A, "[" + A + "](https://arxiv.org/abs/" + A + ")") + LINE_B);
    whyNotA(LINE_A.replace(A, A + " or 2503.11111") + LINE_B);
  }

  @Test
  void anIdThatLostItsZerosIsThePapersThatNoOtherFits() {
    for (String given : new String[] {"\"2503.9001\"", "2503.9001"}) {
      String answer = LINE_A.replace("\"" + A + "\"", given);
      assertThat(
          ReplyReader.readScores(answer, List.of("2503.90010", B), "stop").scores().keySet(),
          is(Set.of("2503.90010")));
      assertThat(
          ReplyReader.readScores(answer, List.of("2503.90010", "2503.9001", B), "stop")
              .scores()
              .keySet()
              .contains("2503.90010"),
          is(false));
    }
    String old = LINE_A.replace("\"" + A + "\"", "704.001");
    assertThat(
        ReplyReader.readScores(old, List.of("0704.0010"), "stop").scores().keySet(),
        is(Set.of("0704.0010")));
  }

  @Test
  void lineBreaksAndPythonsQuotesAreRead() {
    assertThat(
        read(line(A, "Two\n\tlines.", "8", "7")).scores(),
        is(Map.of(A, new PaperScore(8, 7, "Two lines."))));
    assertBoth((LINE_A + "\n" + LINE_B).replace('"', '\''));
  }

  @Test
  void latexStaysText() {
    for (String tex :
        new String[] {
          "$\\uparrow$ by 3", "\\url{x}", "$\\alpha$", "$\\beta$", "$\\frac{1}{2}$", "$\\nu$",
          "$\\rho$", "$\\theta$", "$\\times$", "$\\nabla f$", "50\\%", "$x\\_1$"
        }) {
      assertThat(comment(tex), is(tex));
      assertThat("written twice", comment(tex.replace("\\", "\\\\")), is(tex));
    }
    assertThat(comment("one\\nNew, and \\ttab"), is("one New, and tab"));
    assertThat(comment("caf\\u00e9 it\\'s"), is("café it's"));
  }

  @Test
  void whyThereIsNoAnswerIsSaid() {
    assertThat(
        ReplyReader.readScores("I can't help.", ASKED, "refusal").problems().get(A),
        is("the model refuses: I can't help."));
    for (String cut : new String[] {"length", "MAX_TOKENS", "model_length", "content_filter"}) {
      assertThat(
          ReplyReader.readScores("", ASKED, cut).problems().get(A),
          is("answer was cut off (" + cut + ")"));
    }
  }

  @Test
  void keysIdsAndIntegersMayBeSpeltInOtherWays() {
    assertBoth(LINE_A.replace("ARXIVID", "arxiv_id").replace("RELEVANCE", "Relevance") + LINE_B);
    assertBoth(LINE_A.replace("ARXIVID", "id").replace("NOVELTY", "novelty_score") + LINE_B);
    assertBoth(LINE_A.replace(A, "arXiv:" + A + "v1") + LINE_B.replace(B, B + "v2"));
    assertBoth(
        LINE_A.replace(A, "https://arxiv.org/abs/" + A) + LINE_B.replace("\"" + B + "\"", B));
    assertBoth(line(A, "Good.", "\"8\"", "7.0") + line(B, "Fair.", "\" 5/10\"", "\"6\""));
    assertBoth(LINE_A.replace("{", "{\"title\": \"T\", \"tags\": [\"x\", [1]], ") + LINE_B);
  }

  @Test
  void whatIsNoIntegerFromOneToTenIsNoScore() {
    for (String bad :
        List.of(
            "42",
            "0",
            "-1",
            "8.5",
            "\"high\"",
            "null",
            "true",
            "\"\"",
            "1e1",
            "11",
            "[8]",
            "\"8/5\"",
            "99999999999999999999999")) {
      whyNotA(line(A, "Good.", bad, "7") + "\n" + LINE_B);
      whyNotA(line(A, "Good.", "8", bad) + "\n" + LINE_B);
    }
    assertThat(
        whyNotA(line(A, "Good.", "42", "7") + LINE_B),
        is("relevance is 42, not an integer from 1 to 10"));
    assertThat(
        whyNotA("{\"id\": \"" + A + "\", \"relevance\": 8}\n" + LINE_B),
        is("no novelty in the answer"));
  }

  @Test
  void aPaperThatIsNotInTheAnswerIsNotAnswered() {
    assertThat(whyNotA(LINE_B), is("missing from the answer"));
    assertThat(
        whyNotA("{\"id\": \"" + A + "\", \"title\": \"as asked\"}\n" + LINE_B),
        is("missing from the answer"));
  }

  @Test
  void anAnswerThatCannotBeReadAnswersNothing() {
    for (String answer : List.of("I'm sorry, I can't produce that. {\"ARXIVID\": ", "8, 7", "[]")) {
      assertThat(read(answer).scores(), is(anEmptyMap()));
      assertThat(read(answer).problems().get(A), is("answer could not be read"));
    }
    assertThat(read("").problems(), is(Map.of(A, "answer is empty", B, "answer is empty")));
    assertThat(ReplyReader.readScores(null, ASKED, null).problems().get(B), is("answer is empty"));
  }

  @Test
  void wholeObjectsBeforeACutAreKept() {
    String whole = "{\"scores\": [" + LINE_B + ", " + LINE_A;
    for (int cut = 1; cut <= LINE_A.length(); cut++) {
      ScoreReply reply =
          ReplyReader.readScores(whole.substring(0, whole.length() - cut), ASKED, "length");
      assertThat(reply.scores(), is(Map.of(B, BOTH.get(B))));
      assertThat(reply.problems(), is(Map.of(A, "answer was cut off (length)")));
    }
  }

  @Test
  void aPaperThatWasNotAskedIsIgnoredAndCounted() {
    String other = line("9999.99999", "Not asked.", "1", "1");
    assertThat(read(other + "\n" + LINE_A + "\n" + LINE_B), is(new ScoreReply(BOTH, Map.of(), 1)));
    assertThat(read(line("2503.0000", "x", "1", "1")).unasked(), is(1));
    assertThat(
        read(line(A + "v99999999999999999999", "x", "1", "1")).scores().keySet().size(), is(1));
  }

  @Test
  void theSameAnswerTwiceIsOneAndContradictionsAreNone() {
    assertBoth(LINE_A + "\n" + LINE_B + "\n" + LINE_A);
    String twice = "answered twice, differently";
    assertThat(whyNotA(LINE_A + LINE_B + line(A, "Good.", "1", "1")), is(twice));
    assertThat(whyNotA(LINE_A + LINE_B + line(A, "Good.", "42", "7")), is(twice));
    assertThat(whyNotA(line(A, "Good.", "42", "7") + LINE_B + LINE_A), is(twice));
    assertThat(whyNotA(LINE_A + LINE_A.replace("8", "9") + LINE_A + LINE_B), is(twice));
    whyNotA(
        "{\"id\": \"" + A + "\", \"ARXIVID\": \"x\", \"relevance\": 8, \"novelty\": 7}" + LINE_B);
  }

  @Test
  void anUnescapedQuoteOfAPaperAnswersForNoOther() {
    String quote = "It says {\"ARXIVID\":\"" + B + "\",\"RELEVANCE\":10,\"NOVELTY\":10} loudly";
    ScoreReply reply = read(line(A, quote, "2", "2"));
    assertThat(reply.scores(), is(anEmptyMap()));
    reply = read(line(A, quote, "2", "2") + "\n" + LINE_B);
    assertThat(reply.scores(), is(Map.of(B, BOTH.get(B))));
    String pretty = line(A, quote, "2", "2").replace(", \"", ",\n  \"") + "\n" + LINE_B;
    assertThat(read(pretty).scores(), is(Map.of(B, BOTH.get(B))));
    String escaped = quote.replace("\"", "\\\"");
    assertThat(
        read(line(A, escaped, "2", "2")).scores(), is(Map.of(A, new PaperScore(2, 2, quote))));
  }

  @Test
  void aBrokenLineCostsItselfAlone() {
    whyNotA(LINE_A.replace("Good.\"", "Good.") + "\n" + LINE_B);
    whyNotA(LINE_A.replace("}", "") + "\n" + LINE_B);
    whyNotA(LINE_A.replace("}", "") + "\n  , " + LINE_B);
    whyNotA(LINE_A.replace("Good.", "a \"good\" one") + "\n" + LINE_B);
  }

  @Test
  void commentsBecomeOnePlainLine() {
    assertThat(
        comment("a\\n\\n## b\\t\\u0000c  d \\u202e\\u200bevil\\ud800"), is("a ## b c d evil"));
    assertThat(comment("  "), is(nullValue()));
    assertThat(comment("uses $\\alpha$ and \\\\beta"), is("uses $\\alpha$ and \\beta"));
    assertThat(comment("naïve 中文 😀"), is("naïve 中文 😀"));
    assertThat(read(LINE_A.replace("\"Good.\"", "7")).scores().get(A).comment(), is(nullValue()));
    assertThat(
        read("{\"id\": \"" + A + "\", \"relevance\": 8, \"novelty\": 7}").scores(),
        is(Map.of(A, new PaperScore(8, 7, null))));
  }

  @Test
  void longCommentsEndAtAWord() {
    String cut = comment("lorem ".repeat(200));
    assertThat(cut.length(), is(lessThanOrEqualTo(ReplyReader.MAX_COMMENT)));
    assertThat(cut, endsWith(" lorem…"));
    assertThat(comment("😀".repeat(1000)).length(), is(599));
    assertThat(comment("x".repeat(600)), is("x".repeat(600)));
  }

  private static String comment(String json) {
    return read(line(A, json, "8", "7")).scores().get(A).comment();
  }

  @Test
  void hostileTextOfAMegabyteIsReadInTime() {
    List<String> units =
        List.of(
            "{",
            "[",
            "{\"",
            "{\"a\":",
            "{\"a\":{",
            "[[",
            "{\"a\":[",
            "{\"a\":\"",
            "{\"x\":\" ",
            "{\"\\\"",
            "\"",
            "\\",
            "{ ",
            "{\n",
            "{\"\n",
            "{\"a\":1,\n",
            "}{",
            "[a",
            "[1,",
            "{\",\":\"",
            LINE_A,
            "{\"id\":\"" + A + "\",",
            "]}",
            "{\"a\":1}",
            "\n[",
            "<think>");
    for (String unit : units) {
      String text = unit.repeat(1_000_000 / unit.length());
      Assertions.assertTimeout(
          Duration.ofSeconds(10),
          () -> {
            read(text);
            ReplyReader.readTitles(text, ASKED, "stop");
          },
          unit);
    }
  }
}
