package org.paperbeam.pipeline.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.secret.KeySource;

class FallbackSettingsTest {
  private static final String FIRST = "https://first.test/v1";
  private static final KeySource KEY = KeySource.environment("FIRST_KEY");

  private static FallbackSettings read(String text) {
    return FallbackSettings.read(text, FIRST, KEY);
  }

  @Test
  void anotherModelOfTheSameServiceNeedsNothingElse() {
    assertThat(read("model=m"), is(new FallbackSettings(FIRST, "m", KEY, 0, 0, null)));
    assertThat(read(FIRST + "/,model=m").key(), is(KEY));
  }

  @Test
  void anotherServiceHasAKeyAndLimitsOfItsOwn() {
    assertThat(
        read("http://h:1/v1,model=m:8b,keyEnv=K,requestsPerMinute=5,tokensPerMinute=7000"),
        is(
            new FallbackSettings(
                "http://h:1/v1", "m:8b", KeySource.environment("K"), 5, 7000, null)));
    assertThat(read("http://h,model=m,keyFile=/k").key(), is(KeySource.file("/k")));
    assertThat(
        read("http://h,model=m,keySecret=projects/p/secrets/s").key(),
        is(KeySource.secret("projects/p/secrets/s/versions/latest")));
  }

  @Test
  void theFirstKeyGoesToNoOtherService() {
    String told =
        assertThrows(UsageException.class, () -> read("http://other,model=m")).getMessage();
    assertThat(told, containsString("no key"));
  }

  @Test
  void whatCannotBeReadIsNotShown() {
    for (String text :
        new String[] {
          "sk-secret",
          "http://h",
          "model=",
          "model=m,model=sk-secret",
          "model=m,key=sk-secret",
          "model=m,keyEnv=sk-secret",
          "model=m,keyEnv=A,keyFile=sk-secret",
          "model=m,requestsPerMinute=sk-secret",
          "model=m,tokensPerMinute=0",
          "model=m,"
        }) {
      String told = assertThrows(UsageException.class, () -> read(text), text).getMessage();
      assertThat(told, containsString("--llmFallback"));
      assertThat(told, not(containsString("sk-secret")));
    }
  }
}
