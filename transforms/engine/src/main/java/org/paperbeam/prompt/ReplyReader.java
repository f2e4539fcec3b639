package org.paperbeam.prompt;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.prompt.ReplyJson.Found;
import org.paperbeam.prompt.ReplyJson.Member;

/**
 * Reads an LLM's answer against the question. A paper that the answer does not clearly answer is
 * not answered, which is never "not relevant"; only ids that were asked count, so no paper's text
 * can answer for a paper of another call.
 *
 * <p>Read are JSON Lines, arrays, objects around them, pretty-printed or not, in code fences, with
 * prose around and commas between or after. Of an answer that was cut off, whole objects count. A
 * score is an integer from 1 to 10, as a number or a string; {@code 8.0} and {@code 8/10} are 8,
 * {@code 8.5}, {@code 0}, {@code 42} and {@code high} are none. An object that is broken takes the
 * rest of its line with it. What the model thinks before its answer is no part of it. An object may
 * stand under its paper's id, an id may be a link, and one that lost a zero as a number is the
 * paper's that no other id fits. The scores may stand in an object of their own, and the whole
 * answer in a string.
 *
 * <p>Never throws for an answer, whatever it holds; time grows linearly with its length. Stateless;
 * safe for many threads.
 */
public final class ReplyReader {
  /** The longest comment that is kept, in characters. */
  public static final int MAX_COMMENT = 600;

  private static final String TWICE = "answered twice, differently";

  private enum Field {
    ID(NestedScores.ID_NAMES.toArray(new String[0])),
    RELEVANCE("relevance", "relevancescore"),
    NOVELTY("novelty", "noveltyscore"),
    COMMENT("comment", "comments", "reason", "rationale", "explanation"),
    TOPIC("topic", "topicnumber", "topicid"),
    /** With its language behind, see {@link SummaryLanguage}. */
    SUMMARY {
      @Override
      boolean isNamed(String name) {
        return name.startsWith(SummaryLanguage.NAME);
      }
    };

    private final Set<String> names;

    Field(String... names) {
      this.names = Set.of(names);
    }

    boolean isNamed(String name) {
      return names.contains(name);
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Set<String> asked;
  private final Map<String, PaperScore> scores = new LinkedHashMap<>();
  private final Map<String, String> problems = new LinkedHashMap<>();
  private int unasked;

  private ReplyReader(Collection<String> asked) {
    this.asked = new LinkedHashSet<>(asked);
  }

  /**
   * Reads a scoring answer.
   *
   * @param answer the message's text; null and empty are an answer that says nothing
   * @param asked the ids of this call, without versions
   * @param finishReason why the model stopped, as the service says, or null when it does not
   */
  public static ScoreReply readScores(
      @Nullable String answer, Collection<String> asked, @Nullable String finishReason) {
    ReplyReader reader = new ReplyReader(asked);
    String text = Thoughts.without(answer);
    ReplyJson.objects(text).forEach(reader::take);
    if (!reader.hasRead()) {
      WrappedReply.inside(text)
          .ifPresent(inside -> ReplyJson.objects(inside).forEach(reader::take));
    }
    boolean read = reader.hasRead();
    String cause = read ? "missing from the answer" : "answer could not be read";
    for (String id : reader.asked) {
      if (!reader.scores.containsKey(id)) {
        reader.problems.putIfAbsent(id, cause(cause, answer, finishReason));
      }
    }
    return new ScoreReply(reader.scores, reader.problems, reader.unasked);
  }

  /**
   * Reads a title filter's answer: the ids to drop. It is valid only if it is complete and clear;
   * an empty array drops nothing, an empty text is no answer.
   *
   * @param answer the message's text; null and empty are an answer that says nothing
   * @param asked the ids of this call, without versions
   * @param finishReason why the model stopped, as the service says, or null when it does not
   */
  public static TitleReply readTitles(
      @Nullable String answer, Collection<String> asked, @Nullable String finishReason) {
    Optional<Set<String>> ids =
        FinishReasons.isCut(finishReason)
            ? Optional.empty()
            : TitleAnswer.ids(Thoughts.without(answer));
    if (ids.isEmpty()) {
      String cause = cause("answer could not be read", answer, finishReason);
      return new TitleReply(Set.of(), Optional.of(cause), 0);
    }
    Set<String> irrelevant = new LinkedHashSet<>(ids.get());
    irrelevant.retainAll(Set.copyOf(asked));
    return new TitleReply(irrelevant, Optional.empty(), ids.get().size() - irrelevant.size());
  }

  private boolean hasRead() {
    return !scores.isEmpty() || !problems.isEmpty();
  }

  private void take(Found object) {
    Map<Field, Member> fields = new LinkedHashMap<>();
    List<Member> ids = new ArrayList<>();
    for (Member member : object.members()) {
      for (Field field : Field.values()) {
        if (!field.isNamed(member.name())) {
          continue;
        }
        if (field == Field.ID) {
          ids.add(member);
        } else if (field == Field.SUMMARY) {
          fields.putIfAbsent(field, member); // no score hangs on it
        } else if (fields.put(field, member) != null) {
          return; // it says the same thing twice: no telling which one it means
        }
      }
    }
    boolean scored = fields.containsKey(Field.RELEVANCE) || fields.containsKey(Field.NOVELTY);
    boolean named = ids.isEmpty() ? !object.key().isEmpty() : ids.stream().anyMatch(Member::isText);
    if (!named || !scored) {
      return; // a wrapper, a note, or the question repeated
    }
    Set<String> papers = new LinkedHashSet<>();
    boolean strange = false;
    for (Member id : ids) {
      Optional<String> paper = id.isText() ? paper(id.text()) : Optional.empty();
      paper.ifPresent(papers::add);
      strange |= paper.isEmpty() && !NestedScores.mayStandBeside(id);
    }
    if (ids.isEmpty() || !papers.isEmpty()) {
      paper(object.key()).ifPresent(papers::add);
    }
    if (papers.isEmpty()) {
      unasked++;
    } else if (papers.size() == 1 && !strange) {
      answer(papers.iterator().next(), fields);
    } // else it names two papers: no telling which one it means
  }

  /** The paper that an id means, of those that were asked. */
  private Optional<String> paper(String text) {
    String id = ReplyText.plainId(text);
    if (asked.contains(id)) {
      return Optional.of(id);
    }
    // As a number an id loses the zeros at its ends; it is that paper's when no other id fits.
    String bare = ReplyText.withoutOuterZeros(id);
    List<String> fitting =
        asked.stream().filter(one -> ReplyText.withoutOuterZeros(one).equals(bare)).toList();
    return fitting.size() == 1 && !bare.isEmpty() ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  private void answer(String paper, Map<Field, Member> fields) {
    OptionalInt relevance = score(fields.get(Field.RELEVANCE));
    OptionalInt novelty = score(fields.get(Field.NOVELTY));
    PaperScore score = null;
    if (relevance.isPresent() && novelty.isPresent()) {
      Member topic = fields.get(Field.TOPIC);
      String summary = sentence(fields.get(Field.SUMMARY));
      score =
          new PaperScore(
              relevance.getAsInt(),
              novelty.getAsInt(),
              sentence(fields.get(Field.COMMENT)),
              topic != null && topic.isText() ? ReplyText.topic(topic.text()) : null,
              summary,
              summary == null
                  ? null
                  : fields.get(Field.SUMMARY).name().substring(SummaryLanguage.NAME.length()));
    }
    PaperScore before = scores.get(paper);
    if (problems.containsKey(paper) || (before != null && !sameScores(before, score))) {
      scores.remove(paper);
      problems.put(paper, TWICE);
    } else if (score == null) {
      Field bad = relevance.isPresent() ? Field.NOVELTY : Field.RELEVANCE;
      problems.put(paper, problem(bad, fields.get(bad)));
    } else {
      scores.putIfAbsent(paper, score);
    }
  }

  /** What the model says in words; null when it says nothing. */
  private static @Nullable String sentence(@Nullable Member member) {
    return member != null && member.type() == JsonToken.VALUE_STRING
        ? ReplyText.comment(member.text())
        : null;
  }

  private static boolean sameScores(PaperScore one, @Nullable PaperScore other) {
    return other != null
        && one.relevance() == other.relevance()
        && one.novelty() == other.novelty();
  }

  private static OptionalInt score(@Nullable Member member) {
    return member != null && member.isText() ? ReplyText.score(member.text()) : OptionalInt.empty();
  }

  private static String problem(Field field, @Nullable Member member) {
    return member == null
        ? "no %s in the answer".formatted(field.word())
        : "%s is %s, not an integer from 1 to 10"
            .formatted(field.word(), ReplyText.quoted(member.text()));
  }

  private static String cause(
      String otherwise, @Nullable String answer, @Nullable String finishReason) {
    if (FinishReasons.isCut(finishReason)) {
      return "answer was cut off (" + finishReason + ")";
    }
    if ("refusal".equals(finishReason)) {
      return "the model refuses: " + ReplyText.quoted("" + answer);
    }
    if (answer == null || answer.isBlank()) {
      return "answer is empty";
    }
    return Thoughts.without(answer).isBlank()
        ? "answer is nothing but thoughts (reasoning)"
        : otherwise;
  }
}
