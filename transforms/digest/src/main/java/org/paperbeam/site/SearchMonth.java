package org.paperbeam.site;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The index of a month's papers, in files that {@code search.js} loads when a question needs them:
 * a head with what filters ask of every paper, and leaves of about {@value #LEAF} characters, each
 * with the words of one stretch of the alphabet. Papers are numbered from 0: day by day, the
 * selected ones best first, then the others. The same papers make the same files.
 */
final class SearchMonth {
  /** A longer leaf is loaded in vain for one word, and shorter ones are many files. */
  private static final int LEAF = 24_000;

  /** Ids of arXiv's that are not two numbers (before April 2007), or that are none. */
  private static final int ODD = 63;

  private final String month;
  private final Map<String, Postings> words = new HashMap<>(16_384);
  private final List<Day> days = new ArrayList<>();
  private final StringBuilder ids = new StringBuilder();
  private final Map<String, Integer> idMonths = new LinkedHashMap<>();
  private final SortedMap<Integer, String> oddIds = new TreeMap<>();
  private final StringBuilder scores = new StringBuilder();
  private final StringBuilder relevances = new StringBuilder();
  private final StringBuilder novelties = new StringBuilder();
  private final StringBuilder categories = new StringBuilder();
  private final Map<String, Integer> categoryLines = new LinkedHashMap<>();
  private int papers;

  private record Day(String date, int selected, int others) {}

  /**
   * The files.
   *
   * @param head as {@code search/YYYY-MM.js}
   * @param leaves as {@code search/YYYY-MM/N.js}, from 0
   */
  record Files(byte[] head, List<byte[]> leaves) {}

  private SearchMonth(String month) {
    this.month = month;
  }

  /** Of the days of a month ({@code YYYY-MM}), oldest first. */
  static Files of(String month, List<DayPage> pages) {
    SearchMonth index = new SearchMonth(month);
    pages.forEach(index::add);
    return index.files();
  }

  private void add(DayPage page) {
    List<OtherView> others = page.others();
    days.add(new Day(page.date(), page.papers().size(), others.size()));
    for (PaperView paper : page.papers()) {
      words(paper.plainTitle(), Postings.TITLE);
      words(paper.authorLine(), Postings.AUTHORS);
      words(paper.plainComment(), Postings.COMMENT);
      words(paper.plainAbstract(), Postings.ABSTRACT);
      facts(paper.id(), paper.categoryLine());
      scores(paper.order(), number(paper.relevance()), number(paper.novelty()));
    }
    for (OtherView paper : others) {
      words(paper.plainTitle(), Postings.TITLE);
      words(paper.authors(), Postings.AUTHORS);
      words(paper.plainComment(), Postings.COMMENT);
      facts(paper.id(), paper.categoryLine());
      scores(paper.order(), number(paper.paper().relevance()), number(paper.paper().novelty()));
    }
  }

  private static int number(Integer score) {
    return score == null ? 0 : score;
  }

  private void words(String text, int field) {
    SearchWords.each(
        text, word -> words.computeIfAbsent(word, w -> new Postings()).add(papers, field));
  }

  /** The last of a paper's entries. */
  private void scores(int score, int relevance, int novelty) {
    scores.append(Character.forDigit(score, 36));
    relevances.append(Character.forDigit(relevance, 36));
    novelties.append(Character.forDigit(novelty, 36));
    papers++;
  }

  private void facts(String id, String categoryLine) {
    Postings.number(
        categories, categoryLines.computeIfAbsent(categoryLine, line -> categoryLines.size()));
    boolean twoNumbers = id.matches("\\d{4}\\.\\d{4,5}");
    String key = twoNumbers ? id.substring(0, 4) + id.length() : "";
    if (twoNumbers && (idMonths.containsKey(key) || idMonths.size() < ODD)) {
      Postings.fixed(ids, idMonths.computeIfAbsent(key, k -> idMonths.size()), 1);
      Postings.fixed(ids, Integer.parseInt(id.substring(5)), 3);
    } else {
      Postings.fixed(ids, ODD, 1);
      Postings.fixed(ids, 0, 3);
      oddIds.put(papers, id);
    }
  }

  private Files files() {
    List<byte[]> leaves = new ArrayList<>();
    List<String> first = new ArrayList<>();
    StringBuilder leaf = new StringBuilder(LEAF * 2);
    for (Map.Entry<String, Postings> word : new TreeMap<>(words).entrySet()) {
      if (leaf.length() >= LEAF) {
        leaves.add(leaf(leaves.size(), leaf.toString()));
        leaf.setLength(0);
      }
      if (leaf.length() == 0) {
        first.add(word.getKey());
      } else {
        leaf.append(',');
      }
      leaf.append(word.getKey()).append(' ');
      word.getValue().writeTo(leaf);
    }
    if (leaf.length() > 0) {
      leaves.add(leaf(leaves.size(), leaf.toString()));
    }
    return new Files(SearchData.call("paperbeamMonth", json -> head(json, first)), leaves);
  }

  private byte[] leaf(int number, String words) {
    return SearchData.call(
        "paperbeamLeaf",
        json -> {
          json.writeString(month);
          json.writeNumber(number);
          json.writeString(words);
        });
  }

  private void head(JsonGenerator json, List<String> first) throws IOException {
    json.writeString(month);
    json.writeStartObject();
    json.writeArrayFieldStart("days");
    for (Day day : days) {
      json.writeStartArray();
      json.writeString(day.date());
      json.writeNumber(day.selected());
      json.writeNumber(day.others());
      json.writeEndArray();
    }
    json.writeEndArray();
    list(json, "leaves", first);
    list(json, "idMonths", List.copyOf(idMonths.keySet()));
    json.writeStringField("ids", ids.toString());
    json.writeObjectFieldStart("oddIds");
    for (Map.Entry<Integer, String> odd : oddIds.entrySet()) {
      json.writeStringField(odd.getKey().toString(), odd.getValue());
    }
    json.writeEndObject();
    json.writeStringField("scores", scores.toString());
    json.writeStringField("relevances", relevances.toString());
    json.writeStringField("novelties", novelties.toString());
    list(json, "categoryLines", List.copyOf(categoryLines.keySet()));
    json.writeStringField("categories", categories.toString());
    json.writeEndObject();
  }

  private static void list(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
