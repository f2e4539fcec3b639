package org.paperbeam.arxiv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * arXiv's archives and categories, by every name that they have or had; bundled as {@code
 * taxonomy.csv}, which says where it is from and of which day it is. Six categories have two names
 * ({@code cs.SY} and {@code eess.SY}); an archive that was closed lives on as a category.
 */
public final class ArxivTaxonomy {
  private static final String FILE = "taxonomy.csv";
  private static final String HEADER = "name,kind,same_as";
  private static final String FORMER = "former";
  private static final int MOST_NAMED = 3;

  /** Every name, in lower case, to the name as arXiv writes it. */
  private static final Map<String, String> NAMES = new TreeMap<>();

  /** The other name of a category that has two, both ways. */
  private static final Map<String, String> TWINS = new LinkedHashMap<>();

  /** A closed archive's name, to the category that took it over. */
  private static final Map<String, String> SUCCESSORS = new LinkedHashMap<>();

  static {
    for (String line : lines()) {
      String[] fields = line.split(",", -1);
      if (fields.length != 3) {
        throw new IllegalStateException(FILE + ": want " + HEADER + " but found " + line);
      }
      NAMES.put(fields[0].toLowerCase(Locale.ROOT), fields[0]);
      if (fields[1].equals(FORMER)) {
        SUCCESSORS.put(fields[0], fields[2]);
      } else if (!fields[2].isEmpty()) {
        TWINS.put(fields[0], fields[2]);
        TWINS.put(fields[2], fields[0]);
      }
    }
  }

  private ArxivTaxonomy() {}

  /**
   * The name of an archive or a category as arXiv writes it today, whatever the case it was typed
   * in: {@code cs.lg} is {@code cs.LG}, {@code cmp-lg} is {@code cs.CL}. Empty when arXiv has none
   * of that name.
   */
  public static Optional<String> find(String name) {
    String known = NAMES.get(name.toLowerCase(Locale.ROOT));
    return Optional.ofNullable(known == null ? null : SUCCESSORS.getOrDefault(known, known));
  }

  /**
   * The name as {@link #find} gives it.
   *
   * @throws IllegalArgumentException when arXiv has none of that name; says which may be meant
   */
  public static String require(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("arXiv has no category " + name + hint(name)));
  }

  /** The names under which a service has to be asked for a category: one, or two. */
  static Set<String> namesOf(String category) {
    Set<String> names = new LinkedHashSet<>(List.of(category));
    String twin = TWINS.get(category);
    if (twin != null) {
      names.add(twin);
    }
    return names;
  }

  /** The same for several, each name once. */
  static List<String> namesOf(Collection<String> categories) {
    Set<String> names = new LinkedHashSet<>();
    categories.forEach(category -> names.addAll(namesOf(category)));
    return List.copyOf(names);
  }

  /**
   * Every name that a paper's record may have for the categories asked for, those of closed
   * archives too. An archive asked for is here by its own name.
   */
  public static Set<String> coveredNames(Collection<String> asked) {
    Set<String> names = new LinkedHashSet<>(namesOf(asked));
    SUCCESSORS.forEach(
        (former, category) -> {
          if (names.contains(category) || names.contains(archive(category))) {
            names.add(former);
          }
        });
    return names;
  }

  /** The archive of a category, which may be the category itself. */
  static String archive(String category) {
    int dot = category.indexOf('.');
    return dot < 0 ? category : category.substring(0, dot);
  }

  private static String hint(String name) {
    List<String> near = near(name);
    if (!near.isEmpty()) {
      String last = near.get(near.size() - 1);
      String others = String.join(", ", near.subList(0, near.size() - 1));
      return " (did you mean " + (others.isEmpty() ? "" : others + " or ") + last + "?)";
    }
    String archive = find(archive(name)).orElse("");
    List<String> siblings =
        NAMES.values().stream().filter(n -> n.startsWith(archive + ".")).sorted().toList();
    return archive.isEmpty() || siblings.isEmpty()
        ? "; its archives are " + String.join(" ", archives())
        : "; " + archive + " has " + String.join(" ", siblings);
  }

  private static List<String> archives() {
    return NAMES.values().stream()
        .filter(n -> n.indexOf('.') < 0 && !SUCCESSORS.containsKey(n))
        .toList();
  }

  /** What is one slip away; the likeliest slips first, and none when too many are as near. */
  private static List<String> near(String name) {
    String typed = name.toLowerCase(Locale.ROOT);
    List<String> known = new ArrayList<>(NAMES.values());
    known.removeIf(SUCCESSORS::containsKey);
    known.sort(Comparator.naturalOrder());
    List<String> swapped =
        known.stream().filter(k -> isSwap(k.toLowerCase(Locale.ROOT), typed)).toList();
    if (!swapped.isEmpty()) {
      return few(swapped);
    }
    int dot = typed.indexOf('.');
    List<String> elsewhere =
        dot < 0
            ? List.of()
            : known.stream()
                .filter(k -> k.toLowerCase(Locale.ROOT).endsWith(typed.substring(dot)))
                .toList();
    List<String> oneOff =
        known.stream().filter(k -> isOneOff(k.toLowerCase(Locale.ROOT), typed)).toList();
    return oneOff.isEmpty() || oneOff.size() > MOST_NAMED ? few(elsewhere) : oneOff;
  }

  private static List<String> few(List<String> names) {
    return names.size() > MOST_NAMED ? List.of() : names;
  }

  /** Whether two neighbouring letters are exchanged. */
  private static boolean isSwap(String a, String b) {
    if (a.length() != b.length() || a.equals(b)) {
      return false;
    }
    int i = 0;
    while (a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i + 1 < a.length()
        && a.charAt(i) == b.charAt(i + 1)
        && a.charAt(i + 1) == b.charAt(i)
        && a.substring(i + 2).equals(b.substring(i + 2));
  }

  /** Whether one letter is put in, left out or changed. */
  private static boolean isOneOff(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    String restOfA = a.substring(i);
    String restOfB = b.substring(i);
    return withoutFirst(restOfA).equals(withoutFirst(restOfB))
        || withoutFirst(restOfA).equals(restOfB)
        || restOfA.equals(withoutFirst(restOfB));
  }

  private static String withoutFirst(String text) {
    return text.isEmpty() ? text : text.substring(1);
  }

  private static List<String> lines() {
    try (InputStream in = ArxivTaxonomy.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + FILE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.equals(HEADER))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }
}
