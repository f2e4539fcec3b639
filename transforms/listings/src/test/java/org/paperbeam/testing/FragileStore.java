package org.paperbeam.testing;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.storage.FileFacts;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.Store;
import org.paperbeam.storage.StoreProvider;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/**
 * Files in memory, with conditions as an object store has them, below {@code fragile://NAME}. It
 * can die at a change, as a process does that is killed: that change and all later ones do not
 * happen, until it is mended.
 */
public final class FragileStore implements Store {
  /** The process is killed: no code of it may go on, so it is no exception that one handles. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private record Version(byte[] bytes, long number) {}

  private static final FragileStore ALL = new FragileStore();
  private static final AtomicLong NAMES = new AtomicLong();

  private final Map<String, Map<String, Version>> folders = new ConcurrentHashMap<>();
  private final AtomicLong versions = new AtomicLong();
  private final Map<String, Faults> faults = new ConcurrentHashMap<>();

  /** What is wrong with a folder. */
  private static final class Faults {
    private long changesLeft = Long.MAX_VALUE;
    private boolean retained;
    private @Nullable IOException outage;
  }

  /** Registered for the scheme. */
  public static final class Provider implements StoreProvider {
    @Override
    public String scheme() {
      return "fragile";
    }

    @Override
    public Store store() {
      return ALL;
    }
  }

  /** An empty folder of its own, in a store that is whole. */
  public static Folder newFolder() {
    return Folder.of("fragile://" + NAMES.incrementAndGet());
  }

  private static Faults of(Folder folder) {
    return ALL.faultsOf(root(folder.path()));
  }

  private Faults faultsOf(String root) {
    return faults.computeIfAbsent(root, name -> new Faults());
  }

  /** Dies at that change, 1 for the next one; a file removed is a change of its own. */
  public static void dieAtChange(Folder folder, long number) {
    of(folder).changesLeft = number - 1;
  }

  /** Whole again, with what stood there when it died; nothing is kept by a policy. */
  public static void mend(Folder folder) {
    ALL.faults.remove(root(folder.path()));
  }

  /** From now on nothing may be replaced or removed. */
  public static void retain(Folder folder) {
    of(folder).retained = true;
  }

  /** From now on every write fails so. */
  public static void outage(Folder folder, IOException e) {
    of(folder).outage = e;
  }

  @Override
  public synchronized @Nullable StoredFile read(String folder, String relative) {
    Version file = files(root(folder)).get(inRoot(folder, relative));
    return file == null ? null : StoredFile.of(file.bytes().clone(), String.valueOf(file.number()));
  }

  @Override
  public synchronized boolean write(
      String folder, String relative, byte[] bytes, WriteCondition condition) throws IOException {
    Map<String, Version> files = files(root(folder));
    String path = inRoot(folder, relative);
    Version now = files.get(path);
    boolean holds =
        switch (condition.kind()) {
          case ANYTHING -> true;
          case ABSENT -> now == null;
          case UNCHANGED -> now != null && String.valueOf(now.number()).equals(condition.version());
        };
    if (!holds) {
      return false;
    }
    Faults wrong = faultsOf(root(folder));
    IOException broken = wrong.outage;
    if (broken != null) {
      throw broken;
    }
    if (wrong.retained && now != null) {
      throw new RetainedException(
          folder + "/" + relative, "a test keeps it", null, new Exception());
    }
    change(wrong);
    files.put(path, new Version(bytes.clone(), versions.incrementAndGet()));
    return true;
  }

  @Override
  public synchronized List<FileFacts> list(String folder, String glob) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    String prefix = inRoot(folder, "");
    List<FileFacts> found = new ArrayList<>();
    files(root(folder))
        .forEach(
            (path, file) -> {
              if (path.startsWith(prefix)
                  && matcher.matches(Path.of(path.substring(prefix.length())))) {
                found.add(
                    new FileFacts(
                        path.substring(prefix.length()),
                        file.bytes().length,
                        String.valueOf(file.number()),
                        null));
              }
            });
    return found;
  }

  @Override
  public synchronized List<String> delete(String folder, Collection<String> relatives) {
    List<String> kept = new ArrayList<>();
    for (String relative : relatives) {
      String path = inRoot(folder, relative);
      if (files(root(folder)).containsKey(path)) {
        if (faultsOf(root(folder)).retained) {
          kept.add(relative);
        } else {
          change(faultsOf(root(folder)));
          files(root(folder)).remove(path);
        }
      }
    }
    return kept;
  }

  private static void change(Faults wrong) {
    if (wrong.changesLeft <= 0) {
      throw new Killed();
    }
    wrong.changesLeft--;
  }

  private Map<String, Version> files(String root) {
    return folders.computeIfAbsent(root, name -> new TreeMap<>());
  }

  /** {@code fragile://7} of {@code fragile://7/ledger}. */
  private static String root(String folder) {
    int slash = folder.indexOf('/', "fragile://".length());
    return slash < 0 ? folder : folder.substring(0, slash);
  }

  private static String inRoot(String folder, String relative) {
    String inside = folder.substring(root(folder).length());
    return inside.isEmpty() ? relative : inside.substring(1) + "/" + relative;
  }
}
