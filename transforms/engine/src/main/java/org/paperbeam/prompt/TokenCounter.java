package org.paperbeam.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Counts tokens as the model's own encoding does: {@code cl100k_base} for GPT-4 and GPT-3.5, {@code
 * o200k_base} for everything newer of OpenAI's (openai/tiktoken, {@code tiktoken/model.py}). Other
 * providers do not publish an encoding for every model: theirs are counted with {@code o200k_base}
 * too, which is an estimate.
 *
 * <p>Text that spells a special token, such as {@code <|endoftext|>}, counts as ordinary text. Time
 * grows linearly with the text, whatever it holds. Safe for many threads; the vocabulary is read
 * once per worker.
 */
final class TokenCounter implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

  /** gpt-4, gpt-4-turbo, gpt-4-0613, gpt-3.5-turbo, Azure's gpt-35-turbo; not gpt-4o, gpt-4.1. */
  private static final Pattern CL100K = Pattern.compile("(ft:)?gpt-(4|3\\.?5)(?![.o\\d]).*");

  /**
   * Byte pair encoding merges a run of text without a break as a whole, which takes longer than
   * linearly; a run longer than this is counted in pieces, and each cut adds a token or two.
   */
  private static final int LONGEST_RUN = 2_000;

  private final EncodingType encoding;

  private TokenCounter(EncodingType encoding) {
    this.encoding = encoding;
  }

  /** The counter for a model's name as a request gives it; a {@code vendor/} before it is cut. */
  public static TokenCounter forModel(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    boolean old = CL100K.matcher(name).matches();
    return new TokenCounter(old ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE);
  }

  /** The encoding's public name, e.g. {@code o200k_base}. */
  String encodingName() {
    return encoding.getName();
  }

  /** The number of tokens in {@code text}; 0 for the empty text. */
  public int count(String text) {
    String sound = withoutLoneSurrogates(text);
    Encoding vocabulary = ENCODINGS.getEncoding(encoding);
    int tokens = 0;
    int from = 0;
    int runStart = 0;
    for (int i = 1; i < sound.length(); i++) {
      if (breaksRun(sound, i)) {
        runStart = i;
      } else if (i - runStart >= LONGEST_RUN && !Character.isLowSurrogate(sound.charAt(i))) {
        tokens += vocabulary.countTokensOrdinary(sound.substring(from, i));
        from = i;
        runStart = i;
      }
    }
    return tokens + vocabulary.countTokensOrdinary(sound.substring(from));
  }

  /** Whether a new run begins at {@code i}: white space changes to something else, or back. */
  private static boolean breaksRun(String text, int i) {
    return Character.isWhitespace(text.charAt(i)) != Character.isWhitespace(text.charAt(i - 1));
  }

  /** Half a surrogate pair is no text in UTF-8, and the encoder would throw. */
  private static String withoutLoneSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
