package org.paperbeam.pipeline.options;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionSpecTest {
  private static final OptionTable ALL = OptionTable.of(EveryOption.class);

  private static Object read(String name, String text) {
    return ALL.find(name).orElseThrow().read(text);
  }

  private static String refusal(String name, String text) {
    return assertThrows(UsageException.class, () -> read(name, text)).getMessage();
  }

  @Test
  void goodValuesAreRead() {
    assertThat(read("date", "2025-03-25"), is(LocalDate.of(2025, 3, 25)));
    assertThat(read("papersPerPrompt", " 200 "), is(200));
    assertThat(read("maxCostUsd", "0.25"), is(0.25));
    assertThat(read("titleFilter", "false"), is(false));
    assertThat(read("source", "oai"), is("oai"));
    assertThat(read("announceTypes", "new, replace-cross"), is(List.of("new", "replace-cross")));
    assertThat(
        read("categories", "cs.LG,hep-th,cond-mat.dis-nn"),
        is(List.of("cs.LG", "hep-th", "cond-mat.dis-nn")));
    assertThat(read("categories", "cs.lg, HEP-TH"), is(List.of("cs.LG", "hep-th")));
    assertThat(read("llmUrl", "http://127.0.0.1:8900/v1/"), is("http://127.0.0.1:8900/v1"));
    assertThat(read("llmKeyEnv", "MY_KEY"), is("MY_KEY"));
  }

  @Test
  void badNumbersNameTheRange() {
    assertThat(
        refusal("papersPerPrompt", "0"),
        is("--papersPerPrompt=0: must be a whole number from 1 to 200"));
    assertThat(
        refusal("papersPerPrompt", "2.5"),
        is("--papersPerPrompt=2.5: must be a whole number from 1 to 200"));
    assertThat(
        refusal("llmRequestsPerMinute", "-5"),
        is("--llmRequestsPerMinute=-5: must be a whole number from 1 on"));
    assertThat(
        refusal("llmTokensPerMinute", "99999999999"),
        is("--llmTokensPerMinute=99999999999: must be a whole number from 1 on"));
    for (String text : List.of("NaN", "Infinity", "-0.1", "1e3", "0x10", "1,5", "three")) {
      assertThat(
          refusal("maxCostUsd", text),
          is("--maxCostUsd=" + text + ": must be a number from 0 to 1000000"));
    }
  }

  @Test
  void badWordsNameTheWords() {
    assertThat(
        refusal("source", "ftp"), is("--source=ftp: must be one of rss, api, oai, snapshot"));
    assertThat(
        refusal("announceTypes", "new,old"),
        is("--announceTypes=new,old: must be a list of new,cross,replace,replace-cross"));
    assertThat(
        refusal("announceTypes", "new,new"),
        is(
            "--announceTypes=new,new: must be a list of new,cross,replace,replace-cross, each"
                + " once"));
    assertThat(refusal("titleFilter", "yes"), is("--titleFilter=yes: must be true or false"));
    assertThat(
        refusal("categories", "cs.LG,cs.IA"),
        is("--categories=cs.LG,cs.IA: arXiv has no category cs.IA (did you mean cs.AI?)"));
    for (String text : List.of("cs.LG,,cs.AI", "cs LG", "../x", "cs.LG+cs.AI")) {
      assertThat(
          refusal("categories", text),
          is(
              "--categories="
                  + text
                  + ": must be a list of arXiv categories such as cs.LG,stat.ML"));
    }
  }

  @Test
  void badDatesAndAddressesSayWhatIsAllowed() {
    for (String text : List.of("2025-13-01", "2025-02-30", "25.3.2025", "1991-08-13", "today")) {
      assertThat(
          refusal("date", text),
          is("--date=" + text + ": must be a date such as 2025-03-25, from 1991-08-14 on"));
    }
    for (String text : List.of("localhost:80", "ftp://x.org", "http://", "http://u:p@x.org")) {
      assertThat(
          refusal("llmUrl", text), is("--llmUrl=" + text + ": must be an http:// or https:// URL"));
    }
  }

  @Test
  void anEmptyValueIsRefused() {
    assertThat(refusal("output", " "), is("--output= : must be a text"));
  }

  @Test
  void aKeyInPlaceOfItsVariableIsNotShownAgain() {
    assertThat(
        refusal("llmKeyEnv", "sk-secret"),
        is("--llmKeyEnv: must be the name of an environment variable: letters, digits and _"));
  }

  @Test
  void aSecretsNameIsOneOfItsVersions() {
    assertThat(
        read("llmKeySecret", "projects/my-project/secrets/openai_key/versions/3"),
        is("projects/my-project/secrets/openai_key/versions/3"));
    for (String latest :
        List.of("projects/12/secrets/s", "projects/12/secrets/s/versions/latest")) {
      assertThat(read("llmKeySecret", latest), is("projects/12/secrets/s/versions/latest"));
    }
    for (String bad :
        List.of(
            "sk-secret",
            "projects/p/secrets/s/versions/",
            "projects/p/secrets/s/versions/1:access",
            "projects/p/secrets/../s",
            "projects//secrets/s",
            "https://secretmanager.googleapis.com/v1/projects/p/secrets/s")) {
      assertThat(
          refusal("llmKeySecret", bad),
          is(
              "--llmKeySecret: must be projects/P/secrets/S, for its latest version, or"
                  + " projects/P/secrets/S/versions/V"));
    }
  }

  @Test
  void aLongOrBrokenValueIsShownInOneShortLine() {
    assertThat(
        refusal("date", "x\ny" + "z".repeat(200)),
        is(
            "--date=x y"
                + "z".repeat(74)
                + "...: must be a date such as 2025-03-25, from 1991-08-14 on"));
  }

  @Test
  void everyOptionHasAMeaningAPlaceOfItsOwnAndADefaultThatIsAllowed() {
    List<OptionSpec> specs = ALL.specs();
    assertThat(
        specs.size(), is((int) specs.stream().map(s -> s.setting().order()).distinct().count()));
    for (OptionSpec spec : specs) {
      assertThat(spec.name(), spec.meaning().endsWith("."), is(true));
      if (!spec.setting().initial().isEmpty()) {
        spec.read(spec.setting().initial());
      }
    }
  }

  @Test
  void everyGetterOfOurInterfacesIsAnOption() {
    for (Method method : EveryOption.class.getMethods()) {
      boolean ours = method.getDeclaringClass().getPackage().equals(getClass().getPackage());
      if (ours && method.getName().startsWith("get")) {
        String name = OptionTable.propertyName(method.getName());
        assertThat(name, ALL.find(name).isPresent(), is(true));
      }
    }
  }
}
