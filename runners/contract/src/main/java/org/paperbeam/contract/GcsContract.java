package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.testing.gcs.GcsCounts;
import org.paperbeam.testing.gcs.GcsFault;

/**
 * A range of 13 announcement days with everything on {@code gs://}, and what may go wrong there.
 */
public abstract class GcsContract extends Contract {
  private static final int DAYS = 13;

  /** A Monday; what is submitted then is listed on the Tuesday. */
  private static final LocalDate FIRST_SUBMITTED = LocalDate.of(2025, 3, 17);

  private static final String FROM = "2025-03-18";
  private static final String TO = "2025-04-03";

  /**
   * The most storage requests for each day of a new range, all of them shared out, when each day's
   * pages are made by themselves; days that are whole at about the same time share most of them.
   * docs/runners.md has what was measured.
   */
  private static final int REQUESTS_A_NEW_DAY = 56;

  /** The same when nothing is new. */
  private static final int REQUESTS_AN_OLD_DAY = 12;

  private final GcsStorage gcs = new GcsStorage();
  private final List<TestPaper> papers = papers();

  @TempDir Path elsewhere;

  protected GcsContract(List<String> runner) {
    super(runner);
  }

  @Override
  protected TestStorage storage(Path folder) {
    return gcs;
  }

  /** One for every day that papers are submitted on, weekends included. */
  private static List<TestPaper> papers() {
    List<TestPaper> papers = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      papers.add(TestPaper.of("2503.%05d".formatted(10001 + i)));
    }
    return papers;
  }

  private void writeSnapshot(TestStorage storage) throws IOException {
    List<String> lines = TestSnapshot.lines(papers, FIRST_SUBMITTED);
    storage.write("snap/a.json", TestSnapshot.file("a.json", lines.subList(0, 7)));
    storage.write("snap/b.json.gz", TestSnapshot.file("b.json.gz", lines.subList(7, 12)));
    storage.write("snap/c.json.zst", TestSnapshot.file("c.json.zst", lines.subList(12, 17)));
  }

  private CommandResult range(TestServices services, String from, String to) {
    return run(
        services,
        "--source=snapshot",
        "--snapshotFiles=" + storage().path("snap/*"),
        "--from=" + from,
        "--to=" + to,
        "--titleFilter=false",
        "--authorMatch=false",
        "--minHIndex=0");
  }

  @Test
  void aRangeLeavesTheBytesOfALocalFolderWithFewRequestsAndASecondRunPaysNothing()
      throws IOException {
    try (TestServices services = TestServices.of(papers.toArray(new TestPaper[0]))) {
      writeSnapshot(gcs);
      GcsCounts counts = gcs.server().counts();
      counts.reset();
      assertEnds(range(services, FROM, TO), 0);
      int first = counts.total();
      Map<String, String> content = output().content("scores", "digests", "site");
      assertThat(output().report().path("days").size(), is(17));
      assertThat(output().records(TO).size(), is(1));
      assertMediaTypes();

      counts.reset();
      int paid = services.asked().size();
      assertEnds(range(services, FROM, TO), 0);
      assertThat(services.asked().size(), is(paid));
      assertThat(output().content("scores", "digests", "site"), is(content));
      assertThat(output().files(".tmp", "ledger/open"), is(empty()));
      assertThat(gcs.files("").stream().filter(f -> f.contains("tmp")).toList(), is(empty()));
      String all = String.join("\n", counts.lines());
      assertThat(all, first, is(lessThanOrEqualTo(DAYS * REQUESTS_A_NEW_DAY)));
      assertThat(all, counts.total(), is(lessThanOrEqualTo(DAYS * REQUESTS_AN_OLD_DAY)));

      output().asAnOlderVersionWroteIt();
      CommandResult moving = range(services, FROM, TO);
      assertThat(moving.text(), moving.code(), is(0));
      assertThat(moving.text(), containsString("moved the records of " + DAYS + " days from"));
      assertThat(services.asked().size(), is(paid));
      assertThat(output().content("scores", "digests", "site"), is(content));
      assertSameAsLocally(services, content);
    }
  }

  private void assertMediaTypes() {
    Map<String, String> types = new TreeMap<>();
    for (String file : gcs.files("out")) {
      types.put(
          file.substring(file.lastIndexOf('.') + 1),
          gcs.bucket().get(file).attribute("contentType"));
    }
    assertThat(types.get("html"), is("text/html; charset=utf-8"));
    assertThat(types.get("md"), is("text/markdown; charset=utf-8"));
    assertThat(types.get("json"), is("application/json"));
    assertThat(types.get("jsonl"), is("application/x-ndjson"));
    assertThat(types.get("xml"), is("application/atom+xml; charset=utf-8"));
    assertThat(types.get("css"), is("text/css; charset=utf-8"));
    assertThat(types.get("js"), is("text/javascript; charset=utf-8"));
    assertThat(types.get("woff2"), is("font/woff2"));
    assertThat(gcs.bucket().get("out/site/index.html").attribute("cacheControl"), is("no-cache"));
  }

  private void assertSameAsLocally(TestServices services, Map<String, String> content)
      throws IOException {
    LocalStorage local = new LocalStorage(elsewhere);
    writeSnapshot(local);
    CommandResult result =
        run(
            services,
            "--source=snapshot",
            "--snapshotFiles=" + local.path("snap") + "/*",
            "--output=" + local.path("out"),
            "--from=" + FROM,
            "--to=" + TO,
            "--titleFilter=false",
            "--authorMatch=false",
            "--minHIndex=0");
    assertThat(result.text(), result.code(), is(0));
    assertThat(new OutputFolder(local, "out").content("scores", "digests", "site"), is(content));
  }

  @Test
  void aRunThatCannotGoOnWritingLeavesNothingThatTheNextOneWouldTakeForDone() throws IOException {
    try (TestServices services = TestServices.of(papers.toArray(new TestPaper[0]))) {
      writeSnapshot(gcs);
      gcs.server().faults().addAfter("insert", 9, 1000, GcsFault.status(400));
      CommandResult broken = range(services, FROM, "2025-03-21");
      assertThat(broken.text(), broken.code(), is(1));
      assertThat(broken.text(), not(containsString("\tat ")));
      assertThat(broken.text(), containsString("the service answered 400"));
      assertThat(output().files("runs"), is(empty()));
      assertThat(gcs.files("").stream().filter(f -> f.contains("tmp")).toList(), is(empty()));

      gcs.server().faults().clear();
      assertEnds(range(services, FROM, "2025-03-21"), 0);
      assertThat("each paid once", services.askedIds(true).stream().distinct().count(), is(4L));
      assertThat(output().files("digests").size(), is(2 * 4 + 3));
    }
  }

  @Test
  void aServiceThatStumblesIsWaitedFor() throws IOException {
    try (TestServices services = TestServices.of(papers.toArray(new TestPaper[0]))) {
      writeSnapshot(gcs);
      gcs.server().faults().addAfter("insert", 2, 1, GcsFault.status(503));
      gcs.server().faults().addAfter("insert", 4, 1, GcsFault.of(GcsFault.Type.DONE_BUT_RESET));
      gcs.server().faults().addAfter("media", 3, 1, GcsFault.status(429));
      gcs.server().faults().addAfter("media", 5, 1, GcsFault.of(GcsFault.Type.CUT));
      gcs.server().faults().addAfter("media", 7, 1, GcsFault.of(GcsFault.Type.DRIP));
      gcs.server().faults().addAfter("list", 3, 1, GcsFault.of(GcsFault.Type.RESET));
      assertEnds(range(services, FROM, "2025-03-19"), 0);
      assertThat(services.askedIds(true).size(), is(2));
      assertThat(output().files("digests").size(), is(2 * 2 + 3));
    }
  }

  @Test
  void twoRunsOfDifferentDaysAtOnceLeavePagesThatKnowBoth() throws Exception {
    try (TestServices services = TestServices.of(papers.toArray(new TestPaper[0]))) {
      writeSnapshot(gcs);
      CompletableFuture<CommandResult> other =
          CompletableFuture.supplyAsync(() -> range(services, "2025-03-20", "2025-03-21"));
      CommandResult one = range(services, FROM, "2025-03-19");
      CommandResult two = other.get(120, TimeUnit.SECONDS);
      assertThat(one.text(), one.code(), is(0));
      assertThat(two.text(), two.code(), is(0));
      for (String day : List.of(FROM, "2025-03-19", "2025-03-20", "2025-03-21")) {
        assertThat(output().text("site/index.html"), containsString(day));
        assertThat(output().text("digests/2025-03/index.md"), containsString(day));
        assertThat(output().text("site/feed.xml"), containsString(day));
      }
      assertThat(output().files("runs").size(), is(2));
    }
  }
}
