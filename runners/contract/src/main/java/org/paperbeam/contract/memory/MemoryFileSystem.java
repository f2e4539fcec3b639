package org.paperbeam.contract.memory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;

/** Files in this process's memory, shared by all instances. A file is there once it is closed. */
public final class MemoryFileSystem extends FileSystem<MemoryResourceId> {
  /** What paths begin with, before {@code ://}. */
  public static final String SCHEME = "paperbeam-memory";

  private static final SortedMap<String, byte[]> FILES = new ConcurrentSkipListMap<>();

  /** How many more files have room, by what their paths begin with. */
  private static final Map<String, AtomicInteger> ROOM = new ConcurrentHashMap<>();

  /**
   * Lets the product write that many more files below a path, and says that the disk is full then.
   */
  public static void leaveRoomFor(String prefix, int files) {
    ROOM.put(prefix, new AtomicInteger(files));
  }

  /** Takes the limit away again. */
  public static void makeRoom(String prefix) {
    ROOM.remove(prefix);
  }

  private static void store(String path, byte[] bytes) throws IOException {
    for (Map.Entry<String, AtomicInteger> room : ROOM.entrySet()) {
      if (path.startsWith(room.getKey()) && room.getValue().getAndDecrement() <= 0) {
        throw new IOException(path + ": No space left on device");
      }
    }
    put(path, bytes);
  }

  /** Removes a file. */
  public static void remove(String path) {
    FILES.remove(path);
  }

  /** Puts a file there. */
  public static void put(String path, byte[] bytes) {
    FILES.put(path, bytes);
  }

  /** A file's bytes. */
  public static byte[] get(String path) throws FileNotFoundException {
    byte[] bytes = FILES.get(path);
    if (bytes == null) {
      throw new FileNotFoundException(path);
    }
    return bytes;
  }

  /** All paths that begin so, sorted. */
  public static List<String> paths(String prefix) {
    return FILES.keySet().stream().filter(path -> path.startsWith(prefix)).toList();
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      boolean glob = spec.contains("*") || spec.contains("?");
      Pattern pattern = pattern(spec);
      List<MatchResult.Metadata> found = new ArrayList<>();
      FILES.forEach(
          (path, bytes) -> {
            if (pattern.matcher(path).matches()) {
              found.add(metadata(path, bytes));
            }
          });
      results.add(
          found.isEmpty() && !glob
              ? MatchResult.create(
                  MatchResult.Status.NOT_FOUND, new FileNotFoundException("no " + spec))
              : MatchResult.create(MatchResult.Status.OK, found));
    }
    return results;
  }

  private static MatchResult.Metadata metadata(String path, byte[] bytes) {
    return MatchResult.Metadata.builder()
        .setResourceId(new MemoryResourceId(path))
        .setSizeBytes(bytes.length)
        .setIsReadSeekEfficient(false)
        .setLastModifiedMillis(0)
        .build();
  }

  private static Pattern pattern(String glob) {
    String regex =
        Pattern.quote(glob)
            .replace("**", "\\E.\t\\Q")
            .replace("*", "\\E[^/]*\\Q")
            .replace("?", "\\E[^/]\\Q")
            .replace("\t", "*");
    return Pattern.compile(regex);
  }

  @Override
  protected WritableByteChannel create(MemoryResourceId resource, CreateOptions options) {
    return Channels.newChannel(
        new ByteArrayOutputStream() {
          @Override
          public void close() throws IOException {
            super.close();
            store(resource.path(), toByteArray());
          }
        });
  }

  @Override
  protected ReadableByteChannel open(MemoryResourceId resource) throws IOException {
    return Channels.newChannel(new ByteArrayInputStream(get(resource.path())));
  }

  @Override
  protected void copy(List<MemoryResourceId> from, List<MemoryResourceId> to) throws IOException {
    for (int i = 0; i < from.size(); i++) {
      put(to.get(i).path(), get(from.get(i).path()));
    }
  }

  @Override
  protected void rename(
      List<MemoryResourceId> from, List<MemoryResourceId> to, MoveOptions... options)
      throws IOException {
    copy(from, to);
    delete(from);
  }

  @Override
  protected void delete(Collection<MemoryResourceId> resources) {
    resources.forEach(resource -> FILES.remove(resource.path()));
  }

  @Override
  protected MemoryResourceId matchNewResource(String spec, boolean isDirectory) {
    return new MemoryResourceId(isDirectory && !spec.endsWith("/") ? spec + "/" : spec);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }
}
