package org.paperbeam.prompt;

import java.io.Serializable;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a scoring call asks for beside the scores and at no cost of a call: the topic, and a
 * sentence in the reader's language. It comes last, so that no score depends on it, and is no part
 * of the prompt's hash: an answer without it is an answer. Immutable.
 *
 * @param language null when no sentence is wanted
 */
record BesideScores(TopicChoice topics, @Nullable SummaryLanguage language)
    implements Serializable {
  boolean isEmpty() {
    return topics.isEmpty() && language == null;
  }

  /** What asks for it, behind all else; empty when nothing is asked. */
  String text(AnswerForm form) {
    StringBuilder text = new StringBuilder();
    if (!topics.isEmpty()) {
      text.append(PromptTexts.topic(topics, form));
    }
    if (language != null) {
      String field = language.field();
      text.append(
          PromptTexts.summary(
              form == AnswerForm.JSON_SCHEMA ? field : field.toUpperCase(Locale.ROOT),
              language.spoken()));
    }
    return text.toString();
  }

  /** The schema of a scoring answer with it. */
  String schema() {
    StringBuilder properties = new StringBuilder();
    StringBuilder names = new StringBuilder();
    if (!topics.isEmpty()) {
      properties
          .append(",\"topic\":{\"type\":\"string\",\"enum\":[")
          .append(topics.numbersJson())
          .append("]}");
      names.append(",\"topic\"");
    }
    if (language != null) {
      String field = "\"" + language.field() + "\"";
      properties.append(',').append(field).append(":{\"type\":\"string\"}");
      names.append(',').append(field);
    }
    return PromptTexts.schemaWith(properties.toString(), names.toString());
  }
}
