package org.paperbeam.prompt;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.hash.Sha256;
import org.paperbeam.paper.ListedPaper;

/**
 * Cuts papers into prompt batches. Guaranteed:
 *
 * <ul>
 *   <li>every paper is in exactly one batch;
 *   <li>no batch holds more papers than {@code papersPerPrompt}, and no prompt more tokens than
 *       {@code promptTokens} (static text and chat format included), but for a paper that is above
 *       the limit by itself: it stands alone;
 *   <li>the same papers give the same batches, whatever order they come in;
 *   <li>the order inside a batch is a stable shuffle by id, not the listing's order, because an
 *       answer about many items depends on an item's place;
 *   <li>no two papers of one id share a batch, so an answer's id names one paper.
 * </ul>
 *
 * <p>Fewer calls come first, then even batches: each call pays for the static text once, and long
 * lists are answered worse. The least number of batches is a bin packing; this one is within a few
 * per cent of it. Immutable; safe for many threads.
 */
public final class PaperPacker implements Serializable {
  private static final long serialVersionUID = 1L;

  private final PromptTemplate template;
  private final int papersPerPrompt;
  private final int tokensForPapers;

  /** A paper with what it takes: its place in the shuffle, and its tokens. */
  private record Item(ListedPaper paper, String place, int tokens) {}

  private static final Comparator<Item> SHUFFLED =
      Comparator.comparing(Item::place)
          .thenComparing(i -> i.paper().getArxivId())
          .thenComparing(i -> i.paper().getDate())
          .thenComparing(i -> i.paper().getVersion())
          .thenComparing(i -> i.paper().getTitle())
          .thenComparing(i -> i.paper().getAbstractText());

  private static final Comparator<Item> LONGEST_FIRST =
      Comparator.comparing(Item::tokens).reversed().thenComparing(SHUFFLED);

  /**
   * A packer for one stage's prompts.
   *
   * @param papersPerPrompt the most papers in one prompt, 1 or more
   * @param promptTokens the most tokens in one prompt, 1 or more; when it is not above {@link
   *     PromptTemplate#staticTokens()}, every paper stands alone
   * @throws IllegalArgumentException for a limit out of its range
   */
  public PaperPacker(PromptTemplate template, int papersPerPrompt, int promptTokens) {
    if (papersPerPrompt < 1) {
      throw new IllegalArgumentException(
          "papersPerPrompt must be 1 or more, it is " + papersPerPrompt);
    }
    if (promptTokens < 1) {
      throw new IllegalArgumentException("promptTokens must be 1 or more, it is " + promptTokens);
    }
    this.template = template;
    this.papersPerPrompt = papersPerPrompt;
    this.tokensForPapers = promptTokens - template.staticTokens();
  }

  /** The batches, in an order that depends on the papers alone; none when there are no papers. */
  public List<List<ListedPaper>> pack(Collection<ListedPaper> papers) {
    List<Item> items = new ArrayList<>();
    for (ListedPaper paper : papers) {
      String place = Sha256.ofParts(paper.getArxivId());
      items.add(new Item(paper, place, template.paperTokens(paper)));
    }
    items.sort(SHUFFLED);
    List<List<ListedPaper>> packed = new ArrayList<>();
    for (List<Item> distinct : apart(items)) {
      for (List<Item> batch : packDistinct(distinct)) {
        packed.add(batch.stream().sorted(SHUFFLED).map(Item::paper).toList());
      }
    }
    return packed;
  }

  /** One list of distinct ids, and further ones for the second, third ... paper of an id. */
  private static List<List<Item>> apart(List<Item> items) {
    Map<String, Integer> seen = new HashMap<>();
    List<List<Item>> lists = new ArrayList<>();
    for (Item item : items) {
      int nth = seen.merge(item.paper().getArxivId(), 1, Integer::sum);
      if (nth > lists.size()) {
        lists.add(new ArrayList<>());
      }
      lists.get(nth - 1).add(item);
    }
    return lists;
  }

  private List<List<Item>> packDistinct(List<Item> items) {
    List<List<Item>> batches = new ArrayList<>();
    List<Item> rest = new ArrayList<>();
    long tokens = 0;
    for (Item item : items) {
      if (item.tokens() > tokensForPapers) {
        batches.add(List.of(item));
      } else {
        rest.add(item);
        tokens += item.tokens();
      }
    }
    if (rest.isEmpty()) {
      return batches;
    }
    rest.sort(LONGEST_FIRST);
    List<List<Item>> fitted = bestFit(rest);
    int least = Math.max(ceilDiv(rest.size(), papersPerPrompt), ceilDiv(tokens, tokensForPapers));
    for (int count = least; count <= fitted.size(); count++) {
      List<List<Item>> even = dealt(rest, count);
      if (even.stream().allMatch(this::fits)) {
        batches.addAll(even);
        return batches;
      }
    }
    batches.addAll(fitted);
    return batches;
  }

  private boolean fits(List<Item> batch) {
    return batch.size() <= papersPerPrompt
        && batch.stream().mapToLong(Item::tokens).sum() <= tokensForPapers;
  }

  /**
   * Deals papers to {@code count} batches in rounds, the longest first and to the emptiest batch,
   * so that sizes differ by one at most and tokens by little.
   */
  private static List<List<Item>> dealt(List<Item> longestFirst, int count) {
    List<List<Item>> batches = new ArrayList<>();
    long[] load = new long[count];
    List<Integer> emptiestFirst = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      batches.add(new ArrayList<>());
      emptiestFirst.add(b);
    }
    for (int i = 0; i < longestFirst.size(); i++) {
      if (i % count == 0) {
        emptiestFirst.sort(Comparator.comparing((Integer b) -> load[b]).thenComparing(b -> b));
      }
      int batch = emptiestFirst.get(i % count);
      batches.get(batch).add(longestFirst.get(i));
      load[batch] += longestFirst.get(i).tokens();
    }
    return batches;
  }

  /** Best fit, the longest first: each paper goes where it leaves the least room. */
  private List<List<Item>> bestFit(List<Item> longestFirst) {
    List<List<Item>> batches = new ArrayList<>();
    TreeMap<Integer, Deque<List<Item>>> byRoom = new TreeMap<>();
    for (Item item : longestFirst) {
      Map.Entry<Integer, Deque<List<Item>>> best = byRoom.ceilingEntry(item.tokens());
      int room = tokensForPapers;
      List<Item> batch = new ArrayList<>();
      if (best == null) {
        batches.add(batch);
      } else {
        room = best.getKey();
        batch = best.getValue().removeFirst();
        if (best.getValue().isEmpty()) {
          byRoom.remove(room);
        }
      }
      batch.add(item);
      if (batch.size() < papersPerPrompt) {
        byRoom.computeIfAbsent(room - item.tokens(), r -> new ArrayDeque<>()).addLast(batch);
      }
    }
    return batches;
  }

  private static int ceilDiv(long total, int size) {
    return Math.toIntExact((total + size - 1) / size);
  }
}
