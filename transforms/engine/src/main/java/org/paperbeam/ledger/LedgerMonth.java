package org.paperbeam.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
import org.paperbeam.ledger.MonthManifest.Part;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/**
 * The answers about the papers of one month, or about announcements of that month: some files of
 * lines, and a {@link MonthManifest} that says which. Any number may read; of those who write at
 * once one is first, and the others write again.
 *
 * <p>A file belongs to the month when a manifest names it. Its name begins with the generation of
 * that manifest, so that what a crash left can be told from what somebody is about to name.
 */
final class LedgerMonth {
  /** With more files than these the month is compacted. */
  static final int MOST_PARTS = 8;

  /** Files up to this size are put together; a file's size is bounded by twice of it. */
  private static final long LARGE = 8 << 20;

  private static final String MANIFEST = ".manifest.json";
  private static final String PART = ".jsonl";

  /** Stands in a manifest for answers of which not even a file's name is left. */
  private static final String GONE = "gone";

  private static final JsonForm<MonthManifest> FORM = JsonForm.of(MonthManifest.class);

  private final Folder folder;

  /** The month in that folder, which need not exist. */
  LedgerMonth(Folder folder) {
    this.folder = folder;
  }

  /** What is there: the newest manifest that can be read, and why a newer one cannot. */
  private record State(MonthManifest manifest, List<String> files, @Nullable String problem) {}

  /**
   * Hands over the month's answers. The same one may come twice.
   *
   * @param warnings takes a sentence for each file that is not what it should be, with its name
   * @return whether there is anything of the month, be it damaged
   */
  boolean read(Consumer<LedgerEntry> sink, Consumer<String> warnings) throws IOException {
    List<String> problems = new ArrayList<>();
    State state = state();
    boolean again = true;
    while (again) {
      again = false;
      problems.clear();
      if (state.problem() != null) {
        problems.add(state.problem());
      }
      for (Part part : state.manifest().parts()) {
        if (!read(part, sink, problems::add)) {
          State now = state();
          again = now.manifest().generation() != state.manifest().generation();
          state = now;
          if (again) {
            // Somebody has put the files together meanwhile.
            break;
          }
        }
      }
    }
    problems.forEach(warnings);
    return !state.files().isEmpty();
  }

  /** Whether the file was there; what is wrong with it is told. */
  private boolean read(Part part, Consumer<LedgerEntry> sink, Consumer<String> problems)
      throws IOException {
    if (part.name().equals(GONE)) {
      problems.accept(
          "%s was gone as a whole and begun anew: what it held before is asked for again"
              .formatted(folder));
      return true;
    }
    StoredFile file = folder.find(part.name());
    String path = folder + "/" + part.name();
    if (file == null) {
      problems.accept("%s is gone, %s".formatted(path, askedAgain(part.lines())));
      return false;
    }
    int good = LedgerLines.read(path, file.bytes(), true, sink, problems);
    int lines = (int) file.text().lines().count();
    if (lines == 0 && part.lines() == 0) {
      // The list that told how many it held is spoilt, too; no file is written without any.
      problems.accept(path + " is empty, its answers are asked for again");
    } else if (lines < part.lines()) {
      problems.accept(
          "%s %s: %d of its %d answers are there, %s"
              .formatted(
                  path,
                  lines == 0 ? "is empty" : "is cut",
                  good,
                  part.lines(),
                  askedAgain(part.lines() - lines)));
    }
    return true;
  }

  private static String askedAgain(int answers) {
    return answers == 1
        ? "the answer is asked for again"
        : "the " + answers + " answers are asked for again";
  }

  private State state() throws IOException {
    List<String> files = folder.list("*");
    List<String> manifests = files.stream().filter(name -> name.endsWith(MANIFEST)).toList();
    String problem = null;
    if (!manifests.isEmpty()) {
      String newest = manifests.get(manifests.size() - 1);
      String text = folder.readIfPresent(newest);
      if (text == null) {
        return state();
      }
      try {
        return new State(SealedLine.read(FORM, text.strip()), files, null);
      } catch (SealedLine.Broken e) {
        problem = "%s/%s %s".formatted(folder, newest, e.getMessage());
      }
    }
    List<Part> there = new ArrayList<>();
    for (String name : files) {
      if (name.endsWith(PART)) {
        StoredFile file = folder.find(name);
        if (file != null) {
          int lines = (int) file.text().lines().count();
          there.add(new Part(name, lines, file.bytes().length));
        }
      }
    }
    long generation = files.stream().mapToLong(LedgerMonth::generation).max().orElse(0);
    if (problem == null && generation <= 1) {
      // Somebody is about to write the first manifest, or was killed then.
      return new State(new MonthManifest(0, there), files, null);
    }
    String why = problem == null ? folder + ": the list of its files is gone" : problem;
    return new State(
        new MonthManifest(generation, there),
        files,
        why + "; what is there is read, and what is not there is asked for again");
  }

  private static long generation(String name) {
    String digits = name.replaceFirst("[^0-9].*", "");
    return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
  }

  /**
   * Adds answers, in a file of their own; they are safe when this returns.
   *
   * @param known whether the month had answers before: when nothing is there, they are gone, and
   *     whoever reads the month is told so from now on
   */
  void add(List<String> lines, boolean known) throws IOException {
    boolean named = false;
    while (!named) {
      State state = state();
      long generation = state.manifest().generation() + 1;
      Part part = write(generation, lines);
      List<Part> parts = new ArrayList<>(state.manifest().parts());
      if (known && state.files().isEmpty()) {
        parts.add(new Part(GONE, 0, 0));
      }
      parts.add(part);
      named = name(state, new MonthManifest(generation, parts), List.of(part));
    }
  }

  private Part write(long generation, List<String> lines) throws IOException {
    String name =
        "%08d-%s%s".formatted(generation, UUID.randomUUID().toString().substring(0, 13), PART);
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    folder.write(name, bytes);
    return new Part(name, lines.size(), bytes.length);
  }

  /** Lets a manifest be the newest, if no other was faster; then what is new is removed. */
  private boolean name(State before, MonthManifest next, List<Part> added) throws IOException {
    boolean named =
        folder.writeIf(
            WriteCondition.absent(),
            "%08d%s".formatted(next.generation(), MANIFEST),
            SealedLine.write(FORM, next) + "\n");
    List<String> useless = new ArrayList<>();
    if (named) {
      // Older manifests, what they alone name, and what a crash left: all of older generations.
      Set<String> used = new HashSet<>();
      next.parts().forEach(part -> used.add(part.name()));
      before.files().stream()
          .filter(name -> generation(name) < next.generation() && !used.contains(name))
          .filter(name -> name.endsWith(PART) || name.endsWith(MANIFEST))
          .forEach(useless::add);
    } else {
      added.forEach(part -> useless.add(part.name()));
    }
    folder.delete(useless);
    return named;
  }

  /** Puts small files together when there are many; each answer stays once. */
  void compact() throws IOException {
    State state = state();
    List<Part> small =
        state.manifest().parts().stream().filter(part -> part.bytes() < LARGE).toList();
    if (state.problem() != null || small.size() <= MOST_PARTS) {
      return;
    }
    long generation = state.manifest().generation() + 1;
    List<Part> parts = new ArrayList<>(state.manifest().parts());
    List<Part> added = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    long bytes = 0;
    for (Part part : small) {
      List<LedgerEntry> entries = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      if (!read(part, entries::add, problems::add) || !problems.isEmpty()) {
        // What is damaged stays as it is, and is told of each time, until somebody mends it.
        continue;
      }
      parts.remove(part);
      for (LedgerEntry entry : entries) {
        if (ids.add(entry.getId())) {
          String line = LedgerLines.write(entry);
          lines.add(line);
          bytes += line.length();
        }
      }
      if (bytes >= LARGE) {
        added.add(write(generation, lines));
        lines.clear();
        bytes = 0;
      }
    }
    if (!lines.isEmpty()) {
      added.add(write(generation, lines));
    }
    if (parts.size() + added.size() < state.manifest().parts().size()) {
      parts.addAll(added);
      // When another was faster, that one's files are put together another time.
      boolean unused = name(state, new MonthManifest(generation, parts), added);
    } else {
      folder.delete(added.stream().map(Part::name).toList());
    }
  }
}
