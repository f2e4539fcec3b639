package org.paperbeam.prompt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever happens to a good answer on its way, no paper gets a score that it was not given. */
class ReplyFuzzTest {
  private static final int ROUNDS = 4_000;

  /** Digits and points are left out: a changed digit is another answer, and nobody can tell. */
  private static final String NOISE = "{}[]\":,\\ \n\tax_-e'/`<\u0000\u202e😀";

  private final Random random = new Random(20250325);

  private String answer(Map<String, PaperScore> truth) {
    List<String> objects = new ArrayList<>();
    truth.forEach(
        (id, s) ->
            objects.add(
                "{\"ARXIVID\": \"%s\", \"COMMENT\": \"%s\", \"RELEVANCE\": %d, \"NOVELTY\": %d}"
                    .formatted(id, s.comment(), s.relevance(), s.novelty())));
    return switch (random.nextInt(4)) {
      case 0 -> String.join("\n", objects);
      case 1 -> "[" + String.join(", ", objects) + "]";
      case 2 -> "{\"scores\": [\n" + String.join(",\n", objects) + "\n]}";
      default -> ("[" + String.join(",", objects) + "]").replace(", \"", ",\n  \"");
    };
  }

  private Map<String, PaperScore> truth() {
    Map<String, PaperScore> truth = new LinkedHashMap<>();
    int papers = 1 + random.nextInt(5);
    for (int i = 0; i < papers; i++) {
      String comment =
          random.nextBoolean() ? "Fine, {but} [short]." : "See \\\"x\\\": {\\\"id\\\"}";
      truth.put(
          "2503.%05d".formatted(10_000 + random.nextInt(89_999)),
          new PaperScore(1 + random.nextInt(10), 1 + random.nextInt(10), comment));
    }
    return truth;
  }

  /** One character less or one more, not inside a number. */
  private String spoil(String text) {
    int at = random.nextInt(text.length());
    boolean digit = Character.isDigit(text.charAt(at)) || text.charAt(at) == '.';
    if (random.nextBoolean() && !digit) {
      return text.substring(0, at) + text.substring(at + 1);
    }
    String noise = String.valueOf(NOISE.charAt(random.nextInt(NOISE.length())));
    return text.substring(0, at) + noise + text.substring(at);
  }

  private static void assertTrueOrAbsent(
      String answer, Map<String, PaperScore> truth, String finish) {
    ScoreReply reply = ReplyReader.readScores(answer, truth.keySet(), finish);
    reply
        .scores()
        .forEach(
            (id, score) -> {
              assertThat(answer, score.relevance(), is(truth.get(id).relevance()));
              assertThat(answer, score.novelty(), is(truth.get(id).novelty()));
            });
    Set<String> all = new HashSet<>(reply.scores().keySet());
    all.addAll(reply.problems().keySet());
    assertThat(answer, all, is(truth.keySet()));
    assertThat(answer, reply.scores().size() + reply.problems().size(), is(truth.size()));
  }

  @Test
  void aCutAnswerGivesEachPaperItsOwnScoreOrNone() {
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, PaperScore> truth = truth();
      String whole = answer(truth);
      assertTrueOrAbsent(whole, truth, "stop");
      assertTrueOrAbsent(whole.substring(0, random.nextInt(whole.length())), truth, "length");
      assertTrueOrAbsent(whole.substring(random.nextInt(whole.length())), truth, "stop");
    }
  }

  @Test
  void anAnswerWithAWrongCharacterGivesEachPaperItsOwnScoreOrNone() {
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, PaperScore> truth = truth();
      assertTrueOrAbsent(spoil(answer(truth)), truth, "stop");
    }
  }

  @Test
  void noNoiseMakesTheReaderThrowOrInvent() {
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, PaperScore> truth = truth();
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(NOISE.charAt(random.nextInt(NOISE.length())));
      }
      String noise = text.toString();
      assertTrueOrAbsent(noise + answer(truth) + noise, truth, null);
      assertThat(ReplyReader.readTitles(noise, truth.keySet(), null).irrelevant(), is(Set.of()));
    }
  }

  @Test
  void aSpoiltTitleAnswerDropsNoPaperThatItDidNotName() {
    for (int round = 0; round < ROUNDS; round++) {
      List<String> asked = new ArrayList<>(truth().keySet());
      Set<String> drop = new HashSet<>(asked.subList(0, random.nextInt(asked.size() + 1)));
      String list = drop.isEmpty() ? "[]" : "[\"" + String.join("\", \"", drop) + "\"]";
      String whole = random.nextBoolean() ? list : "{\"irrelevant\": " + list + "}";
      assertThat(ReplyReader.readTitles(whole, asked, "stop").irrelevant(), is(drop));
      for (String spoilt :
          List.of(spoil(whole), whole.substring(0, random.nextInt(whole.length())))) {
        TitleReply reply = ReplyReader.readTitles(spoilt, asked, "stop");
        assertThat(spoilt, reply.irrelevant(), everyItem(in(drop)));
      }
    }
  }
}
