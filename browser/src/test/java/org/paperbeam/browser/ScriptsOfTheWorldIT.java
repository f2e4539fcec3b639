package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.site.SiteBuilder;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.days.CorpusDays;

/** Texts in scripts that put no blank between words: found anywhere in a run, and marked there. */
class ScriptsOfTheWorldIT extends InBrowser {
  private static final String DATE = "2025-03-20";
  private static final List<String> TITLES =
      List.of(
          "基于深度学习的大规模语言模型研究",
          "大規模言語モデルのためのデータ拡張とファインチューニング",
          "대규모 언어모델을 위한 강화학습의 효율적인 방법",
          "การเรียนรู้เชิงลึกสำหรับภาษาไทย",
          "𠮷野家の研究");

  private static Folder site;

  @BeforeAll
  static void buildADayOfThem() throws Exception {
    Folder output = Folder.of(folder.resolve("out").toString());
    CorpusDays.write(output);
    DayRecords day = RecordFiles.read(output, DATE);
    List<PaperRecord> papers = new ArrayList<>();
    for (int i = 0; i < day.records().size(); i++) {
      PaperRecord record = day.records().get(i);
      papers.add(
          i >= TITLES.size()
              ? record
              : record.toBuilder()
                  .setPaper(record.getPaper().toBuilder().setTitle(TITLES.get(i)).build())
                  .setAuthorMatch(false)
                  .setOutcome(Outcome.SELECTED)
                  .setRelevance(9)
                  .setNovelty(9)
                  .setComment("A comment.")
                  .build());
    }
    DayFiles.write(output, day.manifest(), papers, List.of());
    SiteBuilder.build(output);
    site = output.folder("site");
  }

  @Test
  void aWordIsFoundAnywhereInARunAndMarkedThere() {
    browser.forget();
    browser.open("file://" + site.path() + "/search/index.html");
    for (Map.Entry<String, Integer> word :
        Map.ofEntries(
                Map.entry("学习", 0),
                Map.entry("语言模型", 0),
                Map.entry("研", 0),
                Map.entry("言語", 1),
                Map.entry("データ", 1),
                Map.entry("ﾃﾞｰﾀ", 1),
                Map.entry("チューニング", 1),
                Map.entry("언어", 2),
                Map.entry("강화학습", 2),
                Map.entry("학습", 2),
                Map.entry("เรียนรู้", 3),
                Map.entry("𠮷野", 4),
                Map.entry("野家", 4))
            .entrySet()) {
      browser.run(
          "var q = document.getElementById('query'); q.value = arguments[0];"
              + " q.dispatchEvent(new Event('input'))",
          word.getKey());
      browser.await("document.getElementById('search').dataset.state === 'ready'");
      assertThat(
          word.getKey(),
          browser.text(
              "return Array.from(document.querySelectorAll('#results .title'), t =>"
                  + " t.textContent).includes(arguments[0])",
              TITLES.get(word.getValue())),
          is("true"));
      assertThat(
          word.getKey(),
          browser.text("return document.querySelector('#results mark').textContent"),
          is(word.getKey().equals("ﾃﾞｰﾀ") ? "データ" : word.getKey()));
    }
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void aWordThatIsNotThereIsNotFound() {
    browser.open("file://" + site.path() + "/search/index.html#量子");
    browser.await("document.getElementById('search').dataset.state === 'ready'");
    assertThat(browser.number("return document.getElementById('results').children.length"), is(0L));
  }
}
