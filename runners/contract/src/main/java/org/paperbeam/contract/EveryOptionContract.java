package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.testing.Shows;

/** An option that no test shows could be fixed in the wiring, and nobody would see it. */
public abstract class EveryOptionContract {
  private final List<Class<?>> tests;

  /**
   * @param suites classes whose nested classes are the contract's tests on a runner
   */
  protected EveryOptionContract(Class<?>... suites) {
    tests =
        Arrays.stream(suites)
            .<Class<?>>flatMap(suite -> Arrays.stream(suite.getDeclaredClasses()))
            .toList();
  }

  @Test
  void everyOptionOfAJobIsShownToChangeWhatTheJobDoes() {
    Set<String> names = new TreeSet<>(OptionTable.of(RunOptions.class).names());
    assertThat(Shows.Names.of(tests), is(names));
  }
}
