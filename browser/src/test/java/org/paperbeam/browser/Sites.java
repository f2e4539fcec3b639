package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.pipeline.command.Main;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.site.SiteBuilder;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.days.CorpusDays;

/** The sites that are looked at. */
final class Sites {
  /** The papers that the thirteen days listed. */
  static final int THIRTEEN_DAYS = 1304;

  private Sites() {}

  /** The demo, made by its command. */
  static Folder demo(Path folder) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = Main.run(new String[] {"demo", "--output=" + folder}, Map.of(), out, out);
    assertThat(said.toString(StandardCharsets.UTF_8), code, is(0));
    return Folder.of(folder.toString()).folder("site");
  }

  /** Thirteen real days, as if gpt-4o had scored them. */
  static Folder thirteenDays(Path folder) throws IOException {
    Folder output = Folder.of(folder.toString());
    CorpusDays.write(output);
    SiteBuilder.build(output);
    evaluate(folder);
    return output.folder("site");
  }

  /** As if a reader wanted every third of the selected papers, and one that was dropped. */
  private static void evaluate(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    DayRecords day = RecordFiles.read(Folder.of(output.toString()), "2025-03-25");
    for (int i = 0; i < day.records().size(); i++) {
      PaperRecord record = day.records().get(i);
      boolean selected = record.getOutcome() == Outcome.SELECTED;
      boolean wanted = selected ? i % 3 > 0 : i % 40 == 0;
      lines.add(record.getPaper().getArxivId() + (wanted ? ",yes" : ",no"));
    }
    Path labels = Files.write(output.resolve("stars.csv"), lines);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    String[] arguments = {"evaluate", "--output=" + output, "--labelFile=" + labels};
    int code = Main.run(arguments, Map.of(), out, out);
    assertThat(said.toString(StandardCharsets.UTF_8), code, is(0));
  }

  /** All pages of a site. */
  static List<String> pages(Folder site) throws IOException {
    return site.list("**.html");
  }
}
