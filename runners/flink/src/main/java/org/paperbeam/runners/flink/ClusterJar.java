package org.paperbeam.runners.flink;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The self-contained jar that a cluster gets. */
final class ClusterJar {
  static final String NAME = "paperbeam-flink.jar";

  private ClusterJar() {}

  /**
   * Where it is: this program itself when it is run from it, otherwise beside the launcher's jar.
   *
   * @throws IllegalStateException when it is not there
   */
  static Path path() {
    Path here;
    try {
      here = Path.of(ClusterJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class from nowhere", e);
    }
    Path jar = here.endsWith(NAME) ? here : here.resolveSibling(NAME);
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          jar + " is missing: build it (./mvnw package), or name the jars with --filesToStage");
    }
    return jar;
  }
}
