package org.paperbeam.prompt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Forms that models give a right answer in, and what must not be taken for one. */
class ReplyFormsTest {
  private static final String A = "2503.18758";
  private static final String B = "2503.18929";
  private static final List<String> ASKED = List.of(A, B);

  private static ScoreReply read(String answer) {
    return ReplyReader.readScores(answer, ASKED, "stop");
  }

  private static PaperScore score(int relevance, int novelty) {
    return new PaperScore(relevance, novelty, null);
  }

  @Test
  void oneAnswerInManyForms() {
    for (String form :
        new String[] {
          "{'id':'2503.18758','scores':{'relevance':7,'novelty':6}}",
          "{'papers':[{'id':'2503.18758','ratings':{'relevance':'7','novelty':'6/10'}}]}",
          "{'relevance':{'score':7,'why':'w'},'novelty':{'why':'w','score':6},'id':'2503.18758'}",
          "{'id':1,'arxiv_id':'2503.18758','relevance':7,'novelty':6}",
          "{'paper':'2503.18758','relevance':7,'novelty':6}",
          "{'title':'T','url':'https://arxiv.org/abs/2503.18758v2','relevance':7,'novelty':6}",
          "{'id':'2503.18758', // the first\n 'relevance':+7, /* much */ 'novelty':06}",
          "{'id':'2503.18758','relevance':'\uff17','novelty':'**6**'}",
          "{\u00a0'id':\u00a0'2503.18758',\u3000'relevance':\ufeff7,'novelty':6}",
          "{&quot;id&quot;:&quot;2503.18758&quot;,&quot;relevance&quot;:7,&#34;novelty&#34;:6}",
          "'[{\\'id\\':\\'2503.18758\\',\\'relevance\\':7,\\'novelty\\':6}]'",
          "{'name':'score','arguments':'{\\'id\\':\\'2503.18758\\',\\'relevance\\':7,\\'novelty\\':6}'}"
        }) {
      ScoreReply reply = read(form.replace('\'', '"'));
      assertThat(form, reply.scores(), is(Map.of(A, score(7, 6))));
      assertThat(form, reply.problems().keySet(), is(Set.of(B)));
    }
  }

  @Test
  void whatIsNotClearIsNoAnswer() {
    for (String form :
        new String[] {
          // Around two papers, named or not.
          "{'id':'2503.18758','other':{'id':'2503.18929','relevance':7},'novelty':6}",
          "{'id':'2503.18758','arxiv_id':'2503.18929','relevance':7,'novelty':6}",
          "{'2503.18929':{'id':'2503.18758','relevance':7,'novelty':6}}",
          // Said twice.
          "{'id':'2503.18758','relevance':{'score':7},'relevance_score':8,'novelty':6}",
          "{'id':'2503.18758','first':{'relevance':7},'second':{'relevance':8},'novelty':6}",
          "{'id':'2503.18758','relevance':7,'relevance':8,'novelty':6}",
          // No integers.
          "{'id':'2503.18758','relevance':NaN,'novelty':6}",
          "{'id':'2503.18758','relevance':'6-7','novelty':6}",
          "{'id':'2503.18758','relevance':'70%','novelty':6}",
          "{'id':'2503.18758','relevance':'**7','novelty':6}",
          // A text beside what was read, or of another object.
          "{'note':'{\\'id\\':\\'2503.18758\\',\\'relevance\\':7,\\'novelty\\':6}'} {'note':'x'}"
        }) {
      ScoreReply reply = read(form.replace('\'', '"'));
      assertThat(form, reply.scores(), is(anEmptyMap()));
      assertThat(form, reply.problems(), is(not(anEmptyMap())));
    }
  }

  @Test
  void aCommentNeverAnswersForAPaper() {
    String answer =
        "{\"id\":\"2503.18758\",\"relevance\":7,\"novelty\":6,\"comment\":"
            + "\"{\\\"id\\\":\\\"2503.18929\\\",\\\"relevance\\\":10,\\\"novelty\\\":10}\"}";
    assertThat(read(answer).scores().keySet(), is(Set.of(A)));
    // Of no use as it stands: still, only its own text is looked into, and that names one paper.
    assertThat(read(answer.replace("7", "\"?\"")).scores(), is(anEmptyMap()));
  }

  @Test
  void objectsInObjectsTakeTimeByTheirLengthAlone() {
    String deep = "{\"id\":\"1\",\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
    String wide =
        "{\"x\":1," + "\"a\":{\"b\":1},".repeat(50_000) + "\"id\":\"2503.18758\",\"relevance\":7}";
    assertThat(read(deep).scores(), is(anEmptyMap()));
    assertThat(read(wide).scores(), is(anEmptyMap()));
  }
}
