package org.paperbeam.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
  @TempDir Path root;

  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.of(root.toString() + "/");
  }

  @Test
  void aFileIsWrittenOverAnotherAndNothingElseIsLeft() throws IOException {
    folder.write("a/b.txt", "one");
    folder.write("a/b.txt", "two");
    assertThat(folder.readIfPresent("a/b.txt"), is("two"));
    assertThat(folder.list("**"), is(List.of("a/b.txt")));
  }

  @Test
  void whatIsNotThereIsNullOrAnError() throws IOException {
    assertThat(folder.find("a"), is(nullValue()));
    assertThat(folder.readIfPresent("a"), is(nullValue()));
    assertThrows(FileNotFoundException.class, () -> folder.read("a"));
    assertThat(Folder.of(root + "/nowhere").list("**"), is(empty()));
    folder.delete(List.of("a", "b"));
  }

  @Test
  void conditionsAreLookedAtBeforeAWrite() throws IOException {
    assertThat(folder.writeIf(WriteCondition.absent(), "a", "1"), is(true));
    assertThat(folder.writeIf(WriteCondition.absent(), "a", "2"), is(false));
    StoredFile first = folder.find("a");
    assertThat(folder.writeIf(WriteCondition.unchangedSince(first), "a", "3"), is(true));
    assertThat(folder.writeIf(WriteCondition.unchangedSince(first), "a", "4"), is(false));
    assertThat(folder.writeIf(WriteCondition.unchangedSince(null), "b", "5"), is(true));
    assertThat(folder.readIfPresent("a"), is("3"));
  }

  @Test
  void aFolderThatWasListedOnceWritesOnlyWhatChanged() throws IOException {
    folder.write("site/same.html", "same");
    folder.write("site/other.html", "1234");
    KnownFiles known = KnownFiles.of(folder.folder("site"), new RetainedFiles());
    assertThat(known.names(), is(List.of("other.html", "same.html")));
    assertThat(known.writeIfChanged("same.html", "same"), is(false));
    assertThat(known.writeIfChanged("other.html", "5678"), is(true));
    assertThat(known.writeIfChanged("new.html", "new"), is(true));
    assertThat(known.writeIfChanged("new.html", "newer"), is(true));
    assertThat(Files.readString(root.resolve("site/other.html")), is("5678"));
    assertThat(Files.readString(root.resolve("site/new.html")), is("newer"));
  }

  @Test
  void namesTellContentTypeAndCacheHeader() {
    assertThat(MediaType.of("site/index.html"), is("text/html; charset=utf-8"));
    assertThat(MediaType.of("digests/a.md"), is("text/markdown; charset=utf-8"));
    assertThat(MediaType.of("scores/day=2025-03-25/records.jsonl"), is("application/x-ndjson"));
    assertThat(MediaType.of("runs/a.json"), is("application/json"));
    assertThat(MediaType.of("site/feed.xml"), is("application/atom+xml; charset=utf-8"));
    assertThat(MediaType.of("site/topics/a.xml"), is("application/atom+xml; charset=utf-8"));
    assertThat(MediaType.of("listings/a.xml"), is("application/xml; charset=utf-8"));
    assertThat(MediaType.of("site/a.js"), is("text/javascript; charset=utf-8"));
    assertThat(MediaType.of("site/a.woff2"), is("font/woff2"));
    assertThat(MediaType.of("key"), is("application/octet-stream"));
    assertThat(MediaType.cacheControl("site/a.woff2"), is("public, max-age=3600"));
    assertThat(MediaType.cacheControl("site/2025-03-25/others.js"), is("no-cache"));
    assertThat(MediaType.cacheControl("site/index.html"), is("no-cache"));
    assertThat(MediaType.cacheControl("runs/a.json"), is("no-cache"));
  }
}
