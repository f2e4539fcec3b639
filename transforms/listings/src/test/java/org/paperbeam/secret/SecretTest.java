package org.paperbeam.secret;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final Secret KEY = Secret.of("sk-Ab1/+?>x9");

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itPrintsAsThatItIsOne() {
    assertThat(KEY.toString(), is("[secret]"));
    assertThat(String.format("%s %s", KEY, java.util.List.of(KEY)), is("[secret] [[secret]]"));
    assertThat(java.io.Serializable.class.isAssignableFrom(Secret.class), is(false));
    assertThat(KEY.reveal(), is("sk-Ab1/+?>x9"));
  }

  @Test
  void itIsTakenOutAsItIsAndInsideOfWords() {
    assertThat(
        KEY.hiddenIn("wrong sk-Ab1/+?>x9 (Bearer:sk-Ab1/+?>x9x)"),
        is("wrong [secret] (Bearer:[secret]x)"));
    assertThat(KEY.hiddenIn("as it is"), is("as it is"));
    assertThat(KEY.hiddenIn(""), is(""));
  }

  @Test
  void itIsTakenOutHoweverItIsPacked() {
    assertThat(KEY.hiddenIn("{\"k\":\"sk-Ab1\\/+?>x9\"}"), is("{\"k\":\"[secret]\"}"));
    assertThat(KEY.hiddenIn("?k=sk-Ab1%2F%2B%3F%3Ex9&b=1"), is("?k=[secret]&b=1"));
    for (String before : new String[] {"", "u", "us", "use", "\0user\0", "Bearer "}) {
      for (String after : new String[] {"", "!", "!!", "!!!", ":pass"}) {
        String packed = base64(before + KEY.reveal() + after);
        assertThat(
            packed, KEY.hiddenIn("got " + packed + " from you"), is("got [secret] from you"));
        String url = packed.replace('+', '-').replace('/', '_').replace("=", "");
        assertThat(url, KEY.hiddenIn("'" + url + "'"), is("'[secret]'"));
      }
    }
  }

  @Test
  void aShortOneIsNoOrdinaryWord() {
    Secret key = Secret.of("test");
    for (String words : new String[] {"This is a test.", "the model 'test'", "a key to testing"}) {
      assertThat(key.hiddenIn(words), is(words));
    }
    for (String words :
        new String[] {
          "Incorrect API key provided: test.",
          "Authorization: Bearer test",
          "the key 'test' is wrong",
          "api_key=test",
          "\"token\":\"test\"",
          "bad password (test)",
          "Authorization: Basic dGVzdA=="
        }) {
      String hidden = key.hiddenIn(words);
      assertThat(hidden, containsString("[secret]"));
      assertThat(hidden, not(containsString("test")));
      assertThat(hidden, not(containsString("dGVzdA")));
    }
    assertThat(Secret.of("x").hiddenIn("export the exact text"), is("export the exact text"));
  }

  @Test
  void oneOfLettersAloneIsOnlyAWordOfItsOwn() {
    Secret key = Secret.of("learning");
    assertThat(key.hiddenIn("relearning, learnings"), is("relearning, learnings"));
    assertThat(key.hiddenIn("no such key as learning!"), is("no such key as [secret]!"));
    assertThat(key.hiddenIn(base64("me:learning")), is("[secret]"));
  }

  @Test
  void aTextThatIsMadeToTakeLongDoesNot() {
    String run = "a".repeat(4_000_000);
    String keys = "key key ".repeat(500_000);
    Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          assertThat(KEY.hiddenIn(run).length(), is(run.length()));
          assertThat(Secret.of("test").hiddenIn(keys).length(), is(keys.length()));
        });
  }
}
