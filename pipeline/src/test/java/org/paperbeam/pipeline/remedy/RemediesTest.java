package org.paperbeam.pipeline.remedy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.FailureException;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;

class RemediesTest {
  private static final Pattern OPTION = Pattern.compile("--([A-Za-z]+)");

  private static String told(Remedy remedy) {
    RunFailure failure = RunFailure.of(FailureStage.LISTING, FailureKind.BROKEN, "it broke");
    return Remedies.told(failure.withRemedy(remedy, "3"));
  }

  @Test
  void everyRemedyNamesWhatCanBeTyped() {
    List<String> options = OptionTable.of(RunOptions.class).names();
    for (Remedy remedy : Remedy.values()) {
      Matcher named = OPTION.matcher(told(remedy));
      boolean any =
          Stream.of(
                  "./paperbeam site",
                  "./paperbeam train",
                  "SSL_CERT_FILE",
                  "the same command again")
              .anyMatch(told(remedy)::contains);
      while (named.find()) {
        assertThat(remedy.name(), options, hasItem(named.group(1)));
        any = true;
      }
      assertThat(remedy.name(), any, is(remedy != Remedy.NONE));
    }
  }

  @Test
  void aRemedyContinuesTheMessage() {
    assertThat(told(Remedy.NONE), is("it broke"));
    assertThat(
        told(Remedy.ALLOW_BAD_RECORDS), is("it broke; --maxBadRecords=3 goes on without them"));
    assertThat(told(Remedy.LIST_FROM_SNAPSHOT), is("it broke (--source=snapshot)"));
    assertThat(
        told(Remedy.LIST_FROM_ARCHIVE),
        is("it broke: use --source=oai, api or snapshot for days gone by"));
    assertThat(
        told(Remedy.LEAVE_AUTHORS_OUT),
        is("it broke, or go without authors: --authorMatch=false --minHIndex=0"));
    assertThat(told(Remedy.ASK_ONLINE), is("it broke; or use --llmMode=online"));
    assertThat(Remedies.told("old", Remedy.REBUILD_PAGES), is("old (./paperbeam site)"));
  }

  @Test
  void onlyAnExceptionThatNamesARemedyIsContinued() {
    assertThat(Remedies.told(new IOException("it broke")), is("it broke"));
    FailureException known =
        new FailureException(FailureKind.CREDENTIAL, Remedy.NAME_KEY_FILE, "it broke");
    assertThat(Remedies.told(known), is("it broke (--llmKeyFile)"));
  }

  @Test
  void noTwoRemediesReadAlike() {
    List<String> texts = List.of(Remedy.values()).stream().map(RemediesTest::told).toList();
    assertThat(Set.copyOf(texts).size(), is(texts.size()));
  }
}
