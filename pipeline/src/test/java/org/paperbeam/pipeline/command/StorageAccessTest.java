package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayWithSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.pipeline.options.UsageException;

class StorageAccessTest {
  @TempDir Path root;

  private static String refusal(String path) {
    return assertThrows(UsageException.class, () -> StorageAccess.checkWritable("--output", path))
        .getMessage();
  }

  @Test
  void aFolderOfAnyNameIsMadeAndNothingIsLeftInIt() {
    for (String name : List.of("[x]", "{a,b}", "a*b", "a?b", "a/b/c")) {
      Path folder = root.resolve(name);
      StorageAccess.checkWritable("--output", folder.toString());
      assertThat(name, folder.toFile().list(), is(arrayWithSize(0)));
    }
    StorageAccess.checkWritable("--output", "gs://bucket/x");
  }

  @Test
  void aFileInItsPlaceIsNamed() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    assertThat(
        refusal(file.toString()),
        is("--output: this folder cannot be made: " + file + " is a file"));
    assertThat(refusal("a\0b"), is("--output: this is no path here: Nul character not allowed"));
  }

  @Test
  void aFolderThatIsNotThereIsNotMadeForLooking() {
    Path none = root.resolve("none");
    StorageAccess.checkWritableIfThere("--output", none.toString());
    assertThat(Files.exists(none), is(false));
  }
}
