package org.paperbeam.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
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
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Files on any file system that Beam knows. A file is written beside its place and then renamed,
 * which replaces what stood there before. A condition is looked at just before: Beam's file systems
 * have none of their own, so of two writers at the very same moment one may win unseen.
 */
final class BeamStore implements Store {
  @Override
  public @Nullable StoredFile read(String folder, String relative) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(resource(folder, relative)))) {
      return StoredFile.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  @Override
  public boolean write(String folder, String relative, byte[] bytes, WriteCondition condition)
      throws IOException {
    boolean holds =
        condition.kind() == WriteCondition.Kind.ANYTHING
            || condition.holdsFor(read(folder, relative));
    return holds && write(folder, relative, bytes);
  }

  private static boolean write(String folder, String relative, byte[] bytes) throws IOException {
    String name = relative.substring(relative.lastIndexOf('/') + 1);
    ResourceId temporary =
        resource(folder, Folder.TEMPORARY + "/" + UUID.randomUUID() + "-" + name);
    ResourceId target = resource(folder, relative);
    try {
      try (WritableByteChannel channel = FileSystems.create(temporary, MediaType.of(relative))) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      FileSystems.rename(List.of(temporary), List.of(target));
      return true;
    } catch (IOException | IllegalArgumentException e) {
      // Beam's local file system says with the latter that a folder cannot be made.
      FileSystems.delete(List.of(temporary), StandardMoveOptions.IGNORE_MISSING_FILES);
      throw new IOException("cannot write " + target + ": " + e.getMessage(), e);
    }
  }

  @Override
  public List<FileFacts> list(String folder, String text) throws IOException {
    // Beam reads the folder's own name as a part of the pattern: what is above it is listed then.
    String plain = folder.split("[*?\\[\\]{}\\\\]", 2)[0];
    boolean literal = plain.length() == folder.length();
    String pattern =
        literal ? folder + "/" + text : plain.substring(0, plain.lastIndexOf('/') + 1) + "**";
    Glob glob = Glob.of(text);
    MatchResult match = FileSystems.match(pattern, EmptyMatchTreatment.ALLOW);
    List<FileFacts> found = new ArrayList<>();
    if (match.status() == MatchResult.Status.OK) {
      String root = FileSystems.matchNewDirectory(folder).toString();
      for (MatchResult.Metadata file : match.metadata()) {
        String path = file.resourceId().toString();
        boolean below = !path.endsWith("/") && path.startsWith(root);
        if (below && (literal || glob.fits(path.substring(root.length())))) {
          String version = file.lastModifiedMillis() + "-" + file.sizeBytes();
          found.add(new FileFacts(path.substring(root.length()), file.sizeBytes(), version, null));
        }
      }
    }
    return found;
  }

  @Override
  public List<String> delete(String folder, Collection<String> relatives) throws IOException {
    List<ResourceId> resources = new ArrayList<>();
    for (String relative : relatives) {
      resources.add(resource(folder, relative));
    }
    FileSystems.delete(resources, StandardMoveOptions.IGNORE_MISSING_FILES);
    return List.of();
  }

  private static ResourceId resource(String folder, String relative) {
    return FileSystems.matchNewDirectory(folder)
        .resolve(relative, StandardResolveOptions.RESOLVE_FILE);
  }
}
