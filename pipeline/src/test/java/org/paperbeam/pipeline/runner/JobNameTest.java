package org.paperbeam.pipeline.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobNameTest {
  private static final String RUN = "20261121T230718Z-4f2a91";

  @Test
  void theSameTextsInAnyOrderAreTheSameCall() {
    JobName one = JobName.of(List.of("--a=1", "--b=2"));
    assertThat(JobName.of(List.of("--b=2", "--a=1")), is(one));
    assertThat(JobName.of(List.of("--b=2", "--a=2")), is(not(one)));
  }

  @Test
  void aJobsNameTellsItsRunToItsOwnCallAlone() {
    JobName name = new JobName("0123abcd");
    String whole = name.withRun(RUN);
    assertThat(whole, is("paperbeam-0123abcd-20261121t230718z-4f2a91"));
    assertThat(name.runOf(whole), is(Optional.of(RUN)));
    assertThat(new JobName("89ab89ab").runOf(whole), is(Optional.empty()));
    assertThat(name.runOf("some other job"), is(Optional.empty()));
  }
}
