package org.paperbeam.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every character of a path means itself. */
class LiteralPlacesTest {
  private static final List<String> NAMES =
      List.of("[x]", "{a,b}", "a*b", "a?b", "100%", "a b", "ä", "a:b", "-x", "a\\b", "#1", "[!a]");

  @TempDir Path root;

  @Test
  void whateverAFolderIsCalledItsFilesAreFound() throws IOException {
    for (String name : NAMES) {
      Folder folder = Folder.of(root + "/" + name);
      folder.write("ledger/2025-03/1.jsonl", "one");
      folder.write("ledger/open/2.jsonl", "two");
      folder.write("top.txt", "three");
      assertThat(name, folder.list("ledger/*/*"), is(files("ledger/2025-03/1", "ledger/open/2")));
      assertThat(name, folder.list("ledger/20*/?.jsonl"), is(files("ledger/2025-03/1")));
      assertThat(name, folder.list("*"), is(List.of("top.txt")));
      assertThat(
          name,
          folder.list("**"),
          is(List.of("ledger/2025-03/1.jsonl", "ledger/open/2.jsonl", "top.txt")));
      assertThat(name, folder.folder("ledger").list("open/*"), is(files("open/2")));
      assertThat(name, folder.readIfPresent("top.txt"), is("three"));
      StoredFile before = folder.find("top.txt");
      assertThat(folder.writeIf(WriteCondition.unchangedSince(before), "top.txt", "4"), is(true));
      assertThat(folder.writeIf(WriteCondition.unchangedSince(before), "top.txt", "5"), is(false));
      assertThat(folder.delete(folder.list("**")), is(empty()));
      assertThat(name, folder.list("**"), is(empty()));
      assertThat(name, Files.isDirectory(root.resolve(name)), is(true));
    }
  }

  private static List<String> files(String... names) {
    return java.util.Arrays.stream(names).map(name -> name + ".jsonl").toList();
  }

  @Test
  void aUrlOfThisMachineIsAPath() throws IOException {
    String path = root.resolve("a b").toString();
    for (String url :
        List.of(
            "file://" + path,
            "file:" + path,
            "FILE://" + path,
            "file://localhost" + path,
            "file://" + path.replace(" ", "%20"))) {
      assertThat(Places.plain(url), is(path));
      Folder.of(url).write("x.txt", url);
      assertThat(Files.readString(root.resolve("a b/x.txt")), is(url));
    }
    assertThat(Places.plain("file:///a/[x]/100%/%5by%5D"), is("/a/[x]/100%/[y]"));
    for (String plain : List.of("a/b", "./file:x", "gs://b/[x]", "memory://a", "/file:/x", "")) {
      assertThat(Places.plain(plain), is(plain));
    }
    for (String odd : List.of("file:", "file:a", "file://host/a", "file:////a", "file://")) {
      assertThat(
          assertThrows(IllegalArgumentException.class, () -> Places.plain(odd)).getMessage(),
          containsString("file:///"));
    }
  }

  @Test
  void whatIsElsewhereIsTold() {
    for (String local : List.of("a", "/a", "a:b/c", "./x:/y", "/x:/y", "", "1:/a")) {
      assertThat(local, Places.isLocal(local), is(true));
    }
    for (String other : List.of("gs://b/a", "s3://b", "memory://a", "hdfs:/a")) {
      assertThat(other, Places.isLocal(other), is(false));
    }
  }

  @Test
  void whatCannotBeWrittenIsSaidInOneLine() throws IOException {
    Files.writeString(root.resolve("file"), "");
    Folder below = Folder.of(root + "/file");
    String said = assertThrows(IOException.class, () -> below.write("a.txt", "x")).getMessage();
    assertThat(said, is("cannot write " + root + "/file/a.txt: Not a directory"));
    assertThat(below.readIfPresent("a.txt") == null, is(true));
    assertThat(below.list("**"), is(empty()));
    below.delete(List.of("a.txt"));
    Folder folder = Folder.of(root.toString());
    folder.write("taken/a.txt", "x");
    String taken = assertThrows(IOException.class, () -> folder.write("taken", "x")).getMessage();
    assertThat(taken, containsString("cannot write " + root + "/taken: "));
    assertThat("nothing is left", folder.list(".tmp/*"), is(empty()));
  }
}
