package org.paperbeam.storage;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What whoever makes files of others has to tell at its end: which could not be replaced, because a
 * retention policy keeps them, so that the work went on without them; and which were found spoilt
 * and made anew. Safe for many threads.
 */
public final class RetainedFiles {
  private final SortedMap<String, RetainedException> files = new ConcurrentSkipListMap<>();

  private final Set<String> mended = new ConcurrentSkipListSet<>();

  private final Set<String> replaced = new ConcurrentSkipListSet<>();

  /** Writes a file; says whether it wrote. */
  @FunctionalInterface
  public interface Write {
    boolean write() throws IOException;
  }

  /**
   * Writes, or remembers that it was not allowed.
   *
   * @param path under which it is remembered and told
   * @return whether it wrote
   */
  public boolean tryWrite(String path, Write write) throws IOException {
    try {
      boolean wrote = write.write();
      files.remove(path);
      return wrote;
    } catch (RetainedException e) {
      files.put(path, e);
      return false;
    }
  }

  /** Takes a sentence about a file that was not as it had been written, and is made anew. */
  public void mended(String sentence) {
    mended.add(sentence);
  }

  /** Those sentences, each once, in order. */
  public List<String> mended() {
    return List.copyOf(mended);
  }

  /** Takes the path of a file that stood there, said something else, and is written anew. */
  void replaced(String path) {
    replaced.add(path);
  }

  /** The paths of those files, in order. */
  public List<String> replaced() {
    return List.copyOf(replaced);
  }

  /** One sentence about all that were kept; empty when there are none. */
  public Optional<String> summary() {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    RetainedException first = files.get(files.firstKey());
    @Nullable String until =
        files.values().stream()
            .map(RetainedException::until)
            .filter(Objects::nonNull)
            .max(String::compareTo)
            .orElse(null);
    int n = files.size();
    return Optional.of(
        "%s as before and not up to date, %s: %s%s; a run or a rebuild of the pages %s brings %s up to date"
            .formatted(
                n == 1 ? "1 file stays" : n + " files stay",
                (n == 1 ? "" : "the first ") + files.firstKey(),
                first.keeper(),
                until == null ? "" : " that keeps " + (n == 1 ? "it" : "them") + " until " + until,
                until == null ? "without it" : "after that",
                n == 1 ? "it" : "them"));
  }

  /** Throws {@link IOException} with {@link #summary()} when there is any. */
  public void throwIfAny() throws IOException {
    Optional<String> summary = summary();
    if (summary.isPresent()) {
      throw new IOException(summary.get());
    }
  }
}
