package org.paperbeam.prompt;

import java.io.Serializable;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The language in which a reader wants one sentence about each paper, asked for behind the scores
 * of the same call. The name under which an answer says the sentence holds the language, so that an
 * answer which was paid for in another one is known as such. Immutable.
 *
 * @param tag a BCP 47 tag, as {@code de} or {@code pt-BR}
 */
public record SummaryLanguage(String tag) implements Serializable {
  /** The name of the sentence in an answer, before the language. */
  static final String NAME = "summary";

  /**
   * The language of a tag.
   *
   * @throws IllegalArgumentException when Java's list of languages (CLDR) does not know it
   */
  public static SummaryLanguage of(String tag) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      SummaryLanguage language = new SummaryLanguage(locale.toLanguageTag());
      // What has no name is given back as its code.
      if (!tag.isBlank()
          && !locale.getDisplayLanguage(Locale.ENGLISH).equals(locale.getLanguage())) {
        return language;
      }
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException("no language: " + tag, e);
    }
    throw new IllegalArgumentException("no language: " + tag);
  }

  /** As in {@code German (de)} or {@code Portuguese (Brazil) (pt-BR)}. */
  String spoken() {
    return Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH) + " (" + tag + ")";
  }

  /** The sentence's name in an answer. */
  String field() {
    return NAME + "_" + tag.replace('-', '_').toLowerCase(Locale.ROOT);
  }

  /**
   * The sentence of an answer in this language; null when it has none.
   *
   * @param suffix what follows {@value #NAME} in the sentence's name, without punctuation; empty
   *     when the model left it out, and then it is what was asked for; null when there is none
   */
  public @Nullable String in(@Nullable String suffix, @Nullable String sentence) {
    boolean ofThis =
        suffix != null && (suffix.isEmpty() || suffix.equals(ReplyJson.plainName(tag)));
    return ofThis ? sentence : null;
  }
}
