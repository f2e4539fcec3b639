package org.paperbeam.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A secret that was read where it is used. It prints as {@value #INSTEAD}, and is deliberately not
 * serialisable. {@link #hiddenIn} takes it out of the words of the one to whom it was sent, whoever
 * reads these: some services repeat a rejected key, as it is or packed.
 *
 * <p>How a secret is recognised depends on how likely it is an ordinary word too:
 *
 * <ul>
 *   <li>One of {@value #SURE} characters or more: anywhere, also inside of other words, and as
 *       base64 (alone or with anything around it), percent-encoded, or with JSON's slashes.
 *   <li>One of letters alone, up to {@value #WORDS}: where it is a word of its own.
 *   <li>A shorter one ({@code test}, {@code none}), as services of one's own machine take: only
 *       where the text says that a key, a token or a password follows.
 * </ul>
 *
 * <p>Immutable and safe for many threads.
 */
public final class Secret {
  /** What stands in its place. */
  public static final String INSTEAD = "[secret]";

  static final int SURE = 8;
  static final int WORDS = 15;

  /** What announces a key: {@code Incorrect API key provided: KEY}, {@code Bearer KEY}. */
  private static final String ANNOUNCED =
      "(?i:(?<!\\p{L})(?:key|bearer|basic|token|password|passwd|secret|credentials?|authorization)"
          + "(?:\\s+(?:provided|given|sent|is|was|bearer|basic))*+\\s*+[\"'`]?\\s*+[:=]?\\s*+[\"'`(<]?)";

  private static final String WORD_BEFORE = "(?<![\\p{L}\\p{N}_-])";
  private static final String WORD_AFTER = "(?![\\p{L}\\p{N}_-])";

  private final String value;
  private final Pattern pattern;

  private Secret(String value) {
    this.value = value;
    this.pattern = pattern(value);
  }

  /** The secret that a text is; it may not be empty. */
  public static Secret of(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a secret may not be empty");
    }
    return new Secret(value);
  }

  /** The secret itself, for the one to whom it is sent and for nobody else. */
  public String reveal() {
    return value;
  }

  /** The text with {@value #INSTEAD} wherever the secret stands in it, see the class. */
  public String hiddenIn(String text) {
    Matcher found = pattern.matcher(text);
    StringBuilder clean = null;
    int done = 0;
    while (found.find()) {
      if (clean == null) {
        clean = new StringBuilder();
      }
      int from = found.start(1);
      int to = found.end(1);
      if (isPacked(found.group(1))) {
        // The characters around belong to what is packed with it, e.g. the user's name.
        while (from > done && isBase64(text.charAt(from - 1))) {
          from--;
        }
        while (to < text.length() && isBase64(text.charAt(to))) {
          to++;
        }
      }
      if (to > done) {
        clean.append(text, done, Math.max(done, from)).append(INSTEAD);
        done = to;
      }
    }
    return clean == null ? text : clean.append(text, done, text.length()).toString();
  }

  private boolean isPacked(String found) {
    return value.length() >= SURE && packed(value).contains(found);
  }

  private static Pattern pattern(String value) {
    if (value.length() < SURE) {
      String whole = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
      return Pattern.compile(
          ANNOUNCED + "(" + Pattern.quote(value) + "|" + Pattern.quote(whole) + ")" + WORD_AFTER);
    }
    if (value.length() <= WORDS && value.chars().allMatch(Character::isLetter)) {
      String word = WORD_BEFORE + Pattern.quote(value) + WORD_AFTER;
      return Pattern.compile("(" + word + "|" + any(packed(value)) + ")");
    }
    List<String> forms = new ArrayList<>();
    forms.add(value);
    forms.add(value.replace("/", "\\/"));
    forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    forms.addAll(packed(value));
    return Pattern.compile("(" + any(new LinkedHashSet<>(forms)) + ")");
  }

  private static String any(Set<String> forms) {
    return forms.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
  }

  /**
   * What of the secret's base64 is the same whatever stands before and behind it in the packed
   * text: three forms, for a byte fits into four characters in three ways; each in both alphabets.
   */
  private static Set<String> packed(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    Set<String> forms = new LinkedHashSet<>();
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String packed = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int mixedHead = before == 0 ? 0 : before + 1;
      int mixedTail = shifted.length % 3 == 0 ? 0 : 1;
      String own = packed.substring(mixedHead, packed.length() - mixedTail);
      forms.add(own);
      forms.add(own.replace('+', '-').replace('/', '_'));
    }
    return forms;
  }

  private static boolean isBase64(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '-'
        || c == '_'
        || c == '=';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && that.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return INSTEAD;
  }
}
