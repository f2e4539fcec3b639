package org.paperbeam.learnt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.measure.Proportion;
import org.paperbeam.records.DayAudit;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Garbled;

class RecallContractTest {
  private static final String SHA = "ab".repeat(32);

  @TempDir Path folder;

  private static RecallContract tested(long kept, long chosen) {
    return new RecallContract(0.97, 0.95, kept, chosen, null, Map.of());
  }

  private static DayAudit audit(String filter, long kept, long chosen) {
    return DayAudit.builder()
        .setFilter(filter)
        .setRuledOut(100)
        .setAudited(7)
        .setAuditFound(chosen - kept)
        .setSampleChosen(chosen)
        .setSampleKept(kept)
        .setRecallLower(0.971)
        .setConfidence(0.95)
        .build();
  }

  private RecallContract add(RecallContract before, boolean decides, String date, DayAudit audit)
      throws IOException {
    return RecallContract.add(
        Folder.of(folder.toString()), SHA, before, Map.of(date, audit), decides);
  }

  @Test
  void theBoundIsOverTheTestAndAllRuns() throws IOException {
    RecallContract first = add(tested(400, 401), true, "2025-03-25", audit(SHA, 3, 3));
    RecallContract second = add(tested(400, 401), true, "2025-03-26", audit(SHA, 4, 5));
    assertThat(first.kept(), is(new Proportion(403, 404)));
    assertThat(second.kept(), is(new Proportion(407, 409)));
    assertThat(second.audited(), is(new Proportion(7, 8)));
    // 1.6 times the 1.645 standard deviations of 95 %.
    assertThat(second.recallLower(), is(closeTo(new Proportion(407, 409).lower(0.99576), 1e-5)));
    assertThat(second.isInForce(), is(true));
  }

  @Test
  void aDateThatIsRunAgainCountsOnceAndItsDigestSaysTheSame() throws IOException {
    RecallContract before = tested(400, 401);
    add(before, true, "2025-03-25", audit(SHA, 3, 3));
    RecallContract again = add(before, true, "2025-03-25", audit(SHA, 3, 3));
    assertThat(again.kept(), is(new Proportion(403, 404)));
    assertThat(again.recallLowerFor("2025-03-25"), is(0.971));
    assertThat(again.recallLowerFor("2025-03-26"), is(again.recallLower()));
  }

  @Test
  void onceTheBoundIsBelowThePromiseEverythingIsScoredFromThenOn() throws IOException {
    RecallContract ended = add(tested(400, 401), true, "2025-03-25", audit(SHA, 3, 9));
    assertThat(ended.isInForce(), is(false));
    assertThat(ended.ended(), is("too many papers for the digest were among those it rules out"));
    // What is found later does not make it believed again.
    RecallContract later = add(tested(400, 401), true, "2025-03-26", audit(SHA, 900, 900));
    assertThat(later.isInForce(), is(false));
  }

  @Test
  void tooFewAuditsAreSaidToBeThat() throws IOException {
    RecallContract ended = add(tested(58, 58), true, "2025-03-25", audit(SHA, 3, 3));
    assertThat(ended.ended(), is("too few audits exist to say whether it is kept"));
  }

  @Test
  void aRunThatDidNotEndDecidesNothing() throws IOException {
    RecallContract open = add(tested(58, 58), false, "2025-03-25", audit(SHA, 3, 3));
    assertThat(open.ended(), is(nullValue()));
    assertThat(open.kept(), is(new Proportion(61, 61)));
  }

  @Test
  void aFilterThatIsLearntAnewBeginsAnew() throws IOException {
    add(tested(400, 401), true, "2025-03-25", audit(SHA, 3, 9));
    RecallContract other =
        RecallContract.add(
            Folder.of(folder.toString()),
            "cd".repeat(32),
            tested(400, 401),
            Map.of("2025-03-25", audit(SHA, 3, 9), "2025-03-26", audit("cd".repeat(32), 1, 1)),
            true);
    assertThat(other.kept(), is(new Proportion(401, 402)));
    assertThat(other.isInForce(), is(true));
  }

  @Test
  void aFileThatIsNotAsItWasWrittenIsNamedAndOneOfAnOlderVersionIsNot() throws IOException {
    Folder output = Folder.of(folder.toString());
    String file = "prefilter/" + SHA + ".json";
    RecallContract first = add(tested(200, 201), true, "2025-03-25", audit(SHA, 3, 3));
    String whole = output.readIfPresent(file);
    for (Garbled way : Garbled.values()) {
      output.write(file, way.of(whole.getBytes(StandardCharsets.UTF_8)));
      assertThat(
          assertThrows(
                  IOException.class,
                  () -> add(tested(200, 201), true, "2025-03-26", audit(SHA, 3, 3)),
                  way.toString())
              .getMessage(),
          startsWith("cannot read " + output + "/" + file + ": "));
    }
    output.write(file, whole.replaceAll(",\\s*\"crc32c\": \"[0-9a-f]{8}\"", ""));
    assertThat(
        add(tested(200, 201), true, "2025-03-25", audit(SHA, 3, 3)).kept(), is(first.kept()));
  }

  @Test
  void aFileThatWasDamagedIsNamed() throws IOException {
    Folder output = Folder.of(folder.toString());
    output.write("prefilter/" + SHA + ".json", "{\"keep_recall\": 0.9");
    assertThat(
        assertThrows(
                IOException.class,
                () -> add(tested(400, 401), true, "2025-03-25", audit(SHA, 3, 9)))
            .getMessage(),
        startsWith("cannot read " + output + "/prefilter/" + SHA + ".json: not JSON"));
  }
}
