package org.paperbeam.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayUsage;
import org.paperbeam.site.DigestRebuilder;
import org.paperbeam.storage.Folder;

/**
 * How many days a second {@code paperbeam site} makes from the records: digests, pages, indexes,
 * search and feeds of a year of days with 40 selected papers and 60 that were dropped, formulas and
 * accents included. {@code SiteBench FOLDER [DAYS [ROUNDS [SELECTED]]]}.
 */
public final class SiteBench {
  private static int selected = 40;
  private static final int DROPPED = 60;
  private static final List<String> WORDS =
      List.of(
          "sparse",
          "attention",
          "of",
          "deep",
          "networks",
          "learns",
          "$x_i^2$",
          "representations",
          "under",
          "a",
          "G\\\"odel",
          "prior",
          "with",
          "quantized",
          "weights",
          "and",
          "$\\mathcal{O}(n \\log n)$",
          "memory",
          "while",
          "training",
          "dynamics",
          "mixture",
          "converge",
          "low-rank",
          "minima",
          "in",
          "function",
          "space");

  /** On a busy machine the processor's time says more than the clock's. */
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private SiteBench() {}

  /** Generates, builds from nothing many times, and once more with nothing changed; prints. */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    int days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 250;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
    selected = arguments.length > 3 ? Integer.parseInt(arguments[3]) : selected;
    Folder output = Folder.of(root.resolve("out").toString());
    generate(output, days);
    List<Double> speeds = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      output.delete(output.list("site/**"));
      output.delete(output.list("digests/**"));
      speeds.add(time(i == 0 ? "from nothing, Java cold" : "from nothing", output, days));
    }
    Instant before = Instant.now();
    time("nothing changed", output, days);
    List<Double> last = speeds.subList(rounds - Math.min(5, rounds), rounds);
    System.out.printf(
        "after start-up (median of the last %d): %.0f days a second; files touched when nothing"
            + " changed: %d%n",
        last.size(), last.stream().sorted().toList().get(last.size() / 2), touched(output, before));
  }

  private static double time(String what, Folder output, int days) throws IOException {
    long start = System.nanoTime();
    long processor = PROCESS.getProcessCpuTime();
    DigestRebuilder.rebuild(output);
    double seconds = (System.nanoTime() - start) / 1e9;
    double millis = (PROCESS.getProcessCpuTime() - processor) / 1e6 / days;
    System.out.printf(
        "%-24s %6.2f s %6.0f days a second %6.1f ms of processor time a day%n",
        what, seconds, days / seconds, millis);
    return days / seconds;
  }

  private static int touched(Folder output, Instant since) throws IOException {
    int touched = 0;
    List<String> files = output.list("site/**");
    files.addAll(output.list("digests/**"));
    for (String file : files) {
      Path path = Path.of(output.path(), file);
      touched += Files.getLastModifiedTime(path).toInstant().isAfter(since) ? 1 : 0;
    }
    return touched;
  }

  private static void generate(Folder output, int days) throws IOException {
    Random random = new Random(7);
    LocalDate date = LocalDate.parse("2024-01-01");
    for (int day = 0; day < days; date = date.plusDays(1)) {
      if (date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
        List<PaperRecord> papers = new ArrayList<>();
        for (int i = 0; i < selected + DROPPED; i++) {
          papers.add(paper(date.toString(), day, i, random));
        }
        DayFiles.write(output, manifest(date.toString()), papers, List.of());
        day++;
      }
    }
  }

  private static PaperRecord paper(String date, int day, int i, Random random) {
    boolean chosen = i < selected;
    return PaperRecord.listed(
            ListedPaper.builder()
                .setArxivId(
                    String.format(
                        "%s%s.%05d",
                        date.substring(2, 4), date.substring(5, 7), 1 + (day % 100) * 200 + i))
                .setVersion(1)
                .setDate(date)
                .setDateBasis(DateBasis.EXACT)
                .setAnnounceType(AnnounceType.NEW)
                .setTitle(text(random, 11))
                .setAuthors(List.of("Ada Lovelace", "Kurt G\\\"odel", "Mario D. Author", "Wei Li"))
                .setAbstractText(text(random, 190))
                .setCategories(List.of("cs.LG", "stat.ML"))
                .setSubmitted(null)
                .build())
        .toBuilder()
        .setOutcome(chosen ? Outcome.SELECTED : Outcome.BELOW_CUTOFF)
        .setRelevance(chosen ? 7 + random.nextInt(4) : 1 + random.nextInt(6))
        .setNovelty(chosen ? 6 + random.nextInt(5) : 1 + random.nextInt(9))
        .setComment(text(random, 30))
        .setModel("gpt-4o")
        .setScoredAt(date + "T04:00:00Z")
        .setRunId("bench")
        .build();
  }

  private static String text(Random random, int words) {
    StringBuilder text = new StringBuilder("The");
    for (int i = 1; i < words; i++) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.append('.').toString();
  }

  private static DayManifest manifest(String date) {
    return DayManifest.builder()
        .setDate(date)
        .setKind(DayKind.ANNOUNCED)
        .setEntries(selected + DROPPED)
        .setListed(selected + DROPPED)
        .setDuplicates(0)
        .setScorer(DayManifest.LLM)
        .setModel("gpt-4o")
        .setPrompt("Read this.\n\n[PAPER LIST HERE]\n")
        .setTopics(
            "1. Model Compression\n   - Relevant: sparse, quantized, low-rank.\n"
                + "2. Learning Theory\n   - Relevant: training dynamics, minima, function space.\n")
        .setUsage(
            DayUsage.builder()
                .setDate(date)
                .setRequests(9)
                .setPromptTokens(60_000)
                .setCachedTokens(0)
                .setCompletionTokens(8_000)
                .setPromptCostUsd(0.15)
                .setCompletionCostUsd(0.08)
                .build())
        .setMinRelevance(7)
        .setMinNovelty(6)
        .setGenerated(date + "T04:00:00Z")
        .setRunId("bench")
        .build();
  }
}
