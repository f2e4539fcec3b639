package org.paperbeam.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A folder on any file system that Beam knows, with files that appear whole or not at all: a file
 * is written under {@value #TEMPORARY} and then renamed, which replaces what stood there before.
 *
 * <p>Paths are relative, with {@code /} between the parts. Instances are immutable and safe for
 * many threads and workers; two writers of one path leave one of the two files, whole.
 */
public final class Folder implements Serializable {
  /**
   * Where unfinished files stand, inside the folder. A crash may leave some; a sweep removes them.
   */
  public static final String TEMPORARY = ".tmp";

  private static final long serialVersionUID = 1L;

  private final String path;

  private Folder(String path) {
    this.path = path;
  }

  /** The folder with that path or URL; it need not exist. */
  public static Folder of(String path) {
    return new Folder(
        path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path);
  }

  /** A folder inside this one. */
  public Folder folder(String relative) {
    return new Folder(path + "/" + relative);
  }

  /** The path or URL as it was given, without a slash at its end. */
  public String path() {
    return path;
  }

  /** Writes a UTF-8 file, whole or not at all, over any file of that name. */
  public void write(String relative, String text) throws IOException {
    write(relative, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file, whole or not at all, over any file of that name. */
  public void write(String relative, byte[] bytes) throws IOException {
    ResourceId temporary =
        resource(
            TEMPORARY
                + "/"
                + UUID.randomUUID()
                + "-"
                + relative.substring(relative.lastIndexOf('/') + 1));
    ResourceId target = resource(relative);
    try {
      try (WritableByteChannel channel =
          FileSystems.create(temporary, "application/octet-stream")) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      FileSystems.rename(List.of(temporary), List.of(target));
    } catch (IOException e) {
      FileSystems.delete(List.of(temporary), StandardMoveOptions.IGNORE_MISSING_FILES);
      throw new IOException("cannot write " + target + ": " + e.getMessage(), e);
    }
  }

  /** Writes the file unless it already holds exactly these bytes; true when it wrote. */
  public boolean writeIfChanged(String relative, String text) throws IOException {
    if (text.equals(readIfPresent(relative))) {
      return false;
    }
    write(relative, text);
    return true;
  }

  /** The file's text as UTF-8, or null when there is no such file. */
  public String readIfPresent(String relative) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(resource(relative)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** The file's bytes; throws {@link FileNotFoundException} when there is no such file. */
  public byte[] read(String relative) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(resource(relative)))) {
      return in.readAllBytes();
    }
  }

  /**
   * The files that match a glob, relative to this folder, in order of their names: {@code *} stays
   * within a folder, {@code **} does not. Empty when the folder does not exist.
   */
  public List<String> list(String glob) throws IOException {
    MatchResult match = FileSystems.match(path + "/" + glob, EmptyMatchTreatment.ALLOW);
    List<String> found = new ArrayList<>();
    if (match.status() == MatchResult.Status.OK) {
      String root = FileSystems.matchNewDirectory(path).toString();
      for (MatchResult.Metadata file : match.metadata()) {
        String name = file.resourceId().toString();
        if (!name.endsWith("/") && name.startsWith(root)) {
          found.add(name.substring(root.length()));
        }
      }
    }
    found.sort(null);
    return found;
  }

  /** Removes files; those that are gone already are no error. */
  public void delete(Collection<String> relatives) throws IOException {
    List<ResourceId> resources = new ArrayList<>();
    for (String relative : relatives) {
      resources.add(resource(relative));
    }
    FileSystems.delete(resources, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private ResourceId resource(String relative) {
    return FileSystems.matchNewDirectory(path)
        .resolve(relative, StandardResolveOptions.RESOLVE_FILE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Folder that && that.path.equals(path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
