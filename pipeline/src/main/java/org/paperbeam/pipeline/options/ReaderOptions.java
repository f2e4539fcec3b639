package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What the reader wants to see. */
@Description("The reader")
public interface ReaderOptions extends PipelineOptions {
  @Description(
      "The folder with profile.yaml, topics.md, scoring.md and authors.csv. An option"
          + " on the command line wins over profile.yaml.")
  @Setting(
      order = 20,
      type = ValueType.PATH,
      initialText = "the bundled example",
      inProfile = false)
  @Nullable String getProfile();

  void setProfile(@Nullable String value);

  @Description("A paper below this relevance is not in the digest.")
  @Setting(
      order = 21,
      type = ValueType.WHOLE,
      max = 10,
      initial = "7",
      initialText = "profile, or 7")
  Integer getMinRelevance();

  void setMinRelevance(Integer value);

  @Description("A paper below this novelty is not in the digest.")
  @Setting(
      order = 22,
      type = ValueType.WHOLE,
      max = 10,
      initial = "6",
      initialText = "profile, or 6")
  Integer getMinNovelty();

  void setMinNovelty(Integer value);

  /** See {@link #getRescore}. */
  String NEAR_CUTOFF = "nearCutoff";

  @Description(
      "Ask the LLM again about papers within one point of a cut-off, in another order, up to twice"
          + " and until the decision is clear; the median counts.")
  @Setting(
      order = 23,
      type = ValueType.WORD,
      words = {"none", NEAR_CUTOFF},
      initial = "none")
  String getRescore();

  void setRescore(String value);

  @Description(
      "So many of your marks are examples in the scoring prompt: stars of papers that the LLM scored"
          + " low, and dislikes of those that it scored high, of days before the run's. Other"
          + " examples are another question to the LLM.")
  @Setting(order = 24, type = ValueType.WHOLE, max = 100, initial = "0")
  Integer getExamples();

  void setExamples(Integer value);

  @Description("Your stars and dislikes: the file that the pages export, or that serve keeps.")
  @Setting(order = 26, type = ValueType.PATH, initialText = "OUTPUT/marks.json, if it is there")
  @Nullable String getMarks();

  void setMarks(@Nullable String value);

  @Description(
      "The language in which the LLM says in one sentence what each scored paper does, in the same"
          + " call: a tag such as de or pt-BR. What is in the ledger is not asked again for it.")
  @Setting(order = 27, type = ValueType.LANGUAGE, initialText = "no such sentence")
  @Nullable String getLanguage();

  void setLanguage(@Nullable String value);

  @Description(
      "A selected paper that the digest of an earlier day shows: mark it as seen before, drop it"
          + " from the digest (its record stays selected), or show it as any other.")
  @Setting(
      order = 25,
      type = ValueType.WORD,
      words = {"mark", "drop", "show"},
      initial = "mark")
  String getRepeats();

  void setRepeats(String value);
}
