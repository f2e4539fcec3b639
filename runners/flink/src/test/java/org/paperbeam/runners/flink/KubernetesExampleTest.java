package org.paperbeam.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.executiongraph.failover.ExponentialDelayRestartBackoffTimeStrategy;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;

/** The example for Kubernetes fits the Flink that the job is built with. */
class KubernetesExampleTest {
  private static final Pattern OPTION = Pattern.compile("^ {4}([a-z][\\w.-]+): (.+)$");
  private static final Pattern IMAGE = Pattern.compile("image: flink:([\\d.]+)-java17");

  /** Where Flink declares the options of the example; those of Kubernetes are in no jar here. */
  private static final List<Class<?>> DECLARED =
      List.of(
          BlobServerOptions.class,
          CoreOptions.class,
          HeartbeatManagerOptions.class,
          HighAvailabilityOptions.class,
          JobManagerOptions.class,
          NettyShuffleEnvironmentOptions.class,
          RestartStrategyOptions.class,
          TaskManagerOptions.class);

  private final List<String> lines;

  KubernetesExampleTest() throws IOException {
    lines = Files.readAllLines(Path.of("kubernetes", "session-cluster.yaml"));
  }

  private Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    int from = lines.indexOf("  flink-conf.yaml: |");
    for (String line : lines.subList(from + 1, lines.size())) {
      if (line.equals("---")) {
        break;
      }
      Matcher option = OPTION.matcher(line);
      if (option.matches()) {
        options.put(option.group(1), option.group(2));
      }
    }
    return options;
  }

  @Test
  void itsImagesAreOfTheFlinkThatTheJobIsBuiltWith() {
    List<String> versions = new ArrayList<>();
    for (String line : lines) {
      Matcher image = IMAGE.matcher(line);
      if (image.find()) {
        versions.add(image.group(1));
      }
    }
    assertThat(
        versions,
        is(List.of(EnvironmentInformation.getVersion(), EnvironmentInformation.getVersion())));
  }

  @Test
  void itsOptionsAreThoseOfFlink() throws IllegalAccessException {
    Set<String> known = new TreeSet<>();
    for (Class<?> type : DECLARED) {
      for (Field field : type.getFields()) {
        if (Modifier.isStatic(field.getModifiers())
            && field.get(null) instanceof ConfigOption<?> option) {
          known.add(option.key());
        }
      }
    }
    assertThat(options().size(), greaterThan(15));
    for (String name : options().keySet()) {
      if (!name.startsWith("kubernetes.")) {
        assertThat(known, hasItem(name));
      }
    }
  }

  @Test
  void itsRestartsAreWhatTheTextSays() {
    Configuration flink = Configuration.fromMap(options());
    assertThat(flink.get(RestartStrategyOptions.RESTART_STRATEGY), is("exponential-delay"));
    assertThat(
        flink.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS), is(10));
    assertThat(
        ExponentialDelayRestartBackoffTimeStrategy.createFactory(flink).create().toString(),
        startsWith("ExponentialDelayRestartBackoffTimeStrategy"));
  }
}
