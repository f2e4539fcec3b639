package org.paperbeam.records;

import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.testing.Papers;

@ExtendWith(TestPipelineExtension.class)
class DeduplicateTest {
  private static ListedPaper listed(String date, String id, AnnounceType type, int version) {
    return Papers.paper(id).toBuilder()
        .setDate(date)
        .setAnnounceType(type)
        .setVersion(version)
        .build();
  }

  @Test
  void aPaperHasOneRecordADateOfItsFirstTypeAndHighestVersion(TestPipeline pipeline) {
    ListedPaper kept = listed("2025-03-25", "2503.00001", AnnounceType.NEW, 1);
    ListedPaper newest = listed("2025-03-25", "2503.00002", AnnounceType.REPLACE, 3);
    ListedPaper nextDay = listed("2025-03-26", "2503.00001", AnnounceType.CROSS, 1);
    DeduplicateResult result =
        pipeline
            .apply(
                Create.of(
                    List.of(
                        listed("2025-03-25", "2503.00001", AnnounceType.CROSS, 2),
                        kept,
                        kept,
                        listed("2025-03-25", "2503.00002", AnnounceType.REPLACE, 2),
                        newest,
                        listed("2025-03-25", "2503.00002", AnnounceType.REPLACE_CROSS, 9),
                        nextDay)))
            .apply(Deduplicate.byDateAndId());
    PAssert.that(result.getRecords())
        .containsInAnyOrder(
            PaperRecord.listed(kept), PaperRecord.listed(newest), PaperRecord.listed(nextDay));
    PAssert.that(result.getListed())
        .containsInAnyOrder(List.of(KV.of("2025-03-25", 6L), KV.of("2025-03-26", 1L)));
    PAssert.that(result.getDistinct())
        .containsInAnyOrder(List.of(KV.of("2025-03-25", 2L), KV.of("2025-03-26", 1L)));
    pipeline.run();
  }
}
