package org.paperbeam.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
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
final class PaperPacker {
  private final int papersPerPrompt;
  private final int tokensForPapers;

  /** What is packed, its paper, and what that takes: its place in the shuffle, and its tokens. */
  private record Item<T>(T what, ListedPaper paper, String place, int tokens) {}

  private static final Comparator<Item<?>> SHUFFLED =
      Comparator.<Item<?>, String>comparing(Item::place)
          .thenComparing(i -> i.paper().getArxivId())
          .thenComparing(i -> i.paper().getDate())
          .thenComparing(i -> i.paper().getVersion())
          .thenComparing(i -> i.paper().getTitle())
          .thenComparing(i -> i.paper().getAbstractText());

  private static final Comparator<Item<?>> LONGEST_FIRST =
      Comparator.<Item<?>, Integer>comparing(Item::tokens).reversed().thenComparing(SHUFFLED);

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
    this.papersPerPrompt = papersPerPrompt;
    this.tokensForPapers = promptTokens - template.staticTokens();
  }

  /**
   * The batches, in an order that depends on the papers alone; none when there are no papers.
   *
   * @param paper what is packed: the paper of it
   * @param tokens what its paper adds to a prompt ({@link PromptTemplate#paperTokens})
   */
  public <T> List<List<T>> pack(
      Collection<T> papers, Function<T, ListedPaper> paper, ToIntFunction<T> tokens) {
    return pack(papers, paper, tokens, what -> paper.apply(what).getArxivId());
  }

  /**
   * The same in another shuffle.
   *
   * @param shuffledBy the text whose hash gives the place in the shuffle
   */
  public <T> List<List<T>> pack(
      Collection<T> papers,
      Function<T, ListedPaper> paper,
      ToIntFunction<T> tokens,
      Function<T, String> shuffledBy) {
    List<Item<T>> items = new ArrayList<>();
    for (T what : papers) {
      ListedPaper one = paper.apply(what);
      items.add(
          new Item<>(what, one, Sha256.ofParts(shuffledBy.apply(what)), tokens.applyAsInt(what)));
    }
    items.sort(SHUFFLED);
    List<List<T>> packed = new ArrayList<>();
    for (List<Item<T>> distinct : apart(items)) {
      for (List<Item<T>> batch : packDistinct(distinct)) {
        packed.add(batch.stream().sorted(SHUFFLED).map(Item::what).toList());
      }
    }
    return packed;
  }

  /** One list of distinct ids, and further ones for the second, third ... paper of an id. */
  private static <T> List<List<Item<T>>> apart(List<Item<T>> items) {
    Map<String, Integer> seen = new HashMap<>();
    List<List<Item<T>>> lists = new ArrayList<>();
    for (Item<T> item : items) {
      int nth = seen.merge(item.paper().getArxivId(), 1, Integer::sum);
      if (nth > lists.size()) {
        lists.add(new ArrayList<>());
      }
      lists.get(nth - 1).add(item);
    }
    return lists;
  }

  private <T> List<List<Item<T>>> packDistinct(List<Item<T>> items) {
    List<List<Item<T>>> batches = new ArrayList<>();
    List<Item<T>> rest = new ArrayList<>();
    long tokens = 0;
    for (Item<T> item : items) {
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
    List<List<Item<T>>> fitted = bestFit(rest);
    int least = Math.max(ceilDiv(rest.size(), papersPerPrompt), ceilDiv(tokens, tokensForPapers));
    for (int count = least; count <= fitted.size(); count++) {
      List<List<Item<T>>> even = dealt(rest, count);
      if (even.stream().allMatch(this::fits)) {
        batches.addAll(even);
        return batches;
      }
    }
    batches.addAll(fitted);
    return batches;
  }

  private <T> boolean fits(List<Item<T>> batch) {
    return batch.size() <= papersPerPrompt
        && batch.stream().mapToLong(Item::tokens).sum() <= tokensForPapers;
  }

  /**
   * Deals papers to {@code count} batches in rounds, the longest first and to the emptiest batch,
   * so that sizes differ by one at most and tokens by little.
   */
  private static <T> List<List<Item<T>>> dealt(List<Item<T>> longestFirst, int count) {
    List<List<Item<T>>> batches = new ArrayList<>();
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
  private <T> List<List<Item<T>>> bestFit(List<Item<T>> longestFirst) {
    List<List<Item<T>>> batches = new ArrayList<>();
    TreeMap<Integer, Deque<List<Item<T>>>> byRoom = new TreeMap<>();
    for (Item<T> item : longestFirst) {
      Map.Entry<Integer, Deque<List<Item<T>>>> best = byRoom.ceilingEntry(item.tokens());
      int room = tokensForPapers;
      List<Item<T>> batch = new ArrayList<>();
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
