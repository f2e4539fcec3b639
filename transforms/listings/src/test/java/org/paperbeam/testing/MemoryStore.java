package org.paperbeam.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.storage.FileFacts;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.Store;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/**
 * Files in memory, with versions and conditions as an object store has them, that counts what it is
 * asked, dies when told to, and lets something else happen between two requests.
 */
public final class MemoryStore {
  /** The store of all folders {@code memory://N/...}. */
  static final Store ALL =
      new Store() {
        @Override
        public @Nullable StoredFile read(String folder, String relative) throws IOException {
          return in(folder).read(folder + "/" + relative);
        }

        @Override
        public boolean write(String folder, String name, byte[] bytes, WriteCondition condition)
            throws IOException {
          return in(folder).write(folder + "/" + name, bytes, condition);
        }

        @Override
        public List<FileFacts> list(String folder, String glob) throws IOException {
          return in(folder).list(folder + "/", glob);
        }

        @Override
        public List<String> delete(String folder, Collection<String> names) throws IOException {
          return in(folder).delete(folder + "/", names);
        }
      };

  private static final Map<String, MemoryStore> STORES = new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** Objects in one answer to a listing, as Google Cloud Storage gives them. */
  private static final int LISTED_AT_ONCE = 1000;

  private record Stored(byte[] bytes, long version) {}

  private final SortedMap<String, Stored> files = new TreeMap<>();
  private final String root;
  private long versions;
  private int requests;
  private int changes;
  private int dieAtChange = Integer.MAX_VALUE;
  private int interruptAtRequest = Integer.MAX_VALUE;
  private Interruption interruption = () -> {};
  private boolean retains;

  /** What happens between two requests. */
  @FunctionalInterface
  public interface Interruption {
    void run() throws IOException;
  }

  private MemoryStore(String root) {
    this.root = root;
  }

  /** An empty store of its own. */
  public static MemoryStore create() {
    String root = "memory://" + NUMBERS.incrementAndGet();
    MemoryStore store = new MemoryStore(root);
    STORES.put(root, store);
    return store;
  }

  private static MemoryStore in(String folder) {
    int end = folder.indexOf('/', "memory://".length());
    return STORES.get(end < 0 ? folder : folder.substring(0, end));
  }

  /** A folder in it. */
  public Folder folder(String name) {
    return Folder.of(root + "/" + name);
  }

  /** Requests so far; a long listing is several. */
  public synchronized int requests() {
    return requests;
  }

  /** Writes and removals so far. */
  public synchronized int changes() {
    return changes;
  }

  /** From that many more changes on every request fails, until {@link #revive}. */
  public synchronized void dieAfter(int more) {
    dieAtChange = changes + more;
  }

  /** Serves again. */
  public synchronized void revive() {
    dieAtChange = Integer.MAX_VALUE;
  }

  /** Before the next request but that many, something happens, once. */
  public synchronized void interruptAfter(int more, Interruption interruption) {
    this.interruptAtRequest = requests + more;
    this.interruption = interruption;
  }

  /** Files may be written from now on, but not replaced or removed; or they may again. */
  public synchronized void retain(boolean retains) {
    this.retains = retains;
  }

  /** The texts of all files below these folders. */
  public synchronized SortedMap<String, String> texts(String... folders) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String folder : folders) {
      String prefix = root + "/" + folder + "/";
      files.forEach(
          (name, file) -> {
            if (name.startsWith(prefix)) {
              texts.put(
                  name.substring(root.length() + 1),
                  new String(file.bytes(), StandardCharsets.UTF_8));
            }
          });
    }
    return texts;
  }

  /** Puts the files below a folder of another store here, uncounted. */
  public synchronized void copy(MemoryStore other, String folder) {
    other
        .texts(folder)
        .forEach(
            (name, text) ->
                files.put(
                    root + "/" + name,
                    new Stored(text.getBytes(StandardCharsets.UTF_8), ++versions)));
  }

  private void request() throws IOException {
    Interruption now = null;
    synchronized (this) {
      if (requests >= interruptAtRequest) {
        interruptAtRequest = Integer.MAX_VALUE;
        now = interruption;
      }
    }
    if (now != null) {
      now.run();
    }
    synchronized (this) {
      requests++;
      if (changes >= dieAtChange) {
        throw new IOException("the store is dead");
      }
    }
  }

  private @Nullable StoredFile read(String name) throws IOException {
    request();
    synchronized (this) {
      Stored file = files.get(name);
      return file == null ? null : StoredFile.of(file.bytes(), Long.toString(file.version()));
    }
  }

  private boolean write(String name, byte[] bytes, WriteCondition condition) throws IOException {
    request();
    synchronized (this) {
      Stored before = files.get(name);
      boolean holds =
          switch (condition.kind()) {
            case ANYTHING -> true;
            case ABSENT -> before == null;
            case UNCHANGED ->
                before != null && Long.toString(before.version()).equals(condition.version());
          };
      if (holds && retains && before != null) {
        throw new RetainedException(name, "the test", null, new IOException("kept"));
      }
      if (holds) {
        changes++;
        files.put(name, new Stored(bytes.clone(), ++versions));
      }
      return holds;
    }
  }

  private List<FileFacts> list(String prefix, String glob) throws IOException {
    request();
    synchronized (this) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      String start = prefix + glob.replaceFirst("[*].*", "");
      List<FileFacts> found = new ArrayList<>();
      int seen = 0;
      for (Map.Entry<String, Stored> file : files.tailMap(start).entrySet()) {
        if (!file.getKey().startsWith(start)) {
          break;
        }
        seen++;
        String name = file.getKey().substring(prefix.length());
        if (matcher.matches(Path.of(name))) {
          Stored stored = file.getValue();
          found.add(
              new FileFacts(name, stored.bytes().length, Long.toString(stored.version()), null));
        }
      }
      requests += Math.max(0, (seen - 1) / LISTED_AT_ONCE);
      return found;
    }
  }

  private List<String> delete(String prefix, Collection<String> names) throws IOException {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      request();
      synchronized (this) {
        if (retains && files.containsKey(prefix + name)) {
          kept.add(name);
        } else if (files.remove(prefix + name) != null) {
          changes++;
        }
      }
    }
    return kept;
  }
}
