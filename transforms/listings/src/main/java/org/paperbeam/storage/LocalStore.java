package org.paperbeam.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Files of this machine; every character of a path means itself, where Beam's local file system
 * takes some of them for a pattern. A file is written beside its place and then renamed, which
 * replaces what stood there before. A condition is looked at just before, while no other process of
 * this machine and user comes in between ({@link LocalLocks}); among machines that mount one
 * folder, of two writers at the very same moment one may win unseen.
 */
final class LocalStore implements Store {
  /** Links may lead in a circle. */
  private static final int DEEPEST = 64;

  @Override
  public @Nullable StoredFile read(String folder, String relative) throws IOException {
    Path file = Path.of(folder, relative);
    try {
      return Files.isDirectory(file) ? null : StoredFile.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      if (isBelowAFile(file)) {
        return null;
      }
      throw new IOException("cannot read " + file + ": " + reason(e), e);
    }
  }

  private static boolean isBelowAFile(Path file) {
    for (Path above = file.getParent(); above != null; above = above.getParent()) {
      if (Files.exists(above)) {
        return !Files.isDirectory(above);
      }
    }
    return false;
  }

  @Override
  public boolean write(String folder, String relative, byte[] bytes, WriteCondition condition)
      throws IOException {
    if (condition.kind() == WriteCondition.Kind.ANYTHING) {
      return write(folder, relative, bytes);
    }
    return LocalLocks.ofThisUser()
        .during(
            Path.of(folder, relative),
            () -> condition.holdsFor(read(folder, relative)) && write(folder, relative, bytes));
  }

  private static boolean write(String folder, String relative, byte[] bytes) throws IOException {
    Path temporary = Path.of(folder, Folder.TEMPORARY, UUID.randomUUID().toString());
    Path target = Path.of(folder, relative);
    try {
      Files.createDirectories(temporary.getParent());
      Files.write(temporary, bytes);
      Files.createDirectories(target.getParent());
      move(temporary, target);
      return true;
    } catch (IOException e) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException left) {
        // A sweep removes it; what the write says is what went wrong.
        e.addSuppressed(left);
      }
      throw new IOException("cannot write " + target + ": " + reason(e), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public List<FileFacts> list(String folder, String text) throws IOException {
    Glob glob = Glob.of(text);
    List<FileFacts> found = new ArrayList<>();
    Path start = Path.of(folder, glob.folder());
    if (Files.isDirectory(start)) {
      walk(start, glob.folder(), Math.min(glob.depth(), DEEPEST), glob, found);
    }
    return found;
  }

  private static void walk(Path folder, String name, int depth, Glob glob, List<FileFacts> found)
      throws IOException {
    try (DirectoryStream<Path> members = Files.newDirectoryStream(folder)) {
      for (Path member : members) {
        String relative = name + member.getFileName();
        BasicFileAttributes facts = facts(member);
        if (facts == null) {
          continue;
        }
        if (facts.isDirectory() && depth > 0) {
          walk(member, relative + "/", depth - 1, glob, found);
        } else if (!facts.isDirectory() && glob.fits(relative)) {
          String version = facts.lastModifiedTime().toMillis() + "-" + facts.size();
          found.add(new FileFacts(relative, facts.size(), version, null));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException removedMeanwhile) {
      // Then it has no files, and what was found before stays found.
      return;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (AccessDeniedException e) {
      throw new IOException("cannot list " + folder + ": " + reason(e), e);
    }
  }

  private static @Nullable BasicFileAttributes facts(Path member) throws IOException {
    try {
      return Files.readAttributes(member, BasicFileAttributes.class);
    } catch (NoSuchFileException goneOrALinkToNothing) {
      return null;
    }
  }

  @Override
  public List<String> delete(String folder, Collection<String> relatives) throws IOException {
    for (String relative : relatives) {
      Path file = Path.of(folder, relative);
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        if (!isBelowAFile(file)) {
          throw new IOException("cannot remove " + file + ": " + reason(e), e);
        }
      }
    }
    return List.of();
  }

  /** What is wrong, without the exception's class, which is all that some of them say it by. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied at " + e.getMessage();
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return e.getMessage() + " is a file";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return e.getMessage() + " is a folder";
    }
    return e instanceof FileSystemException known && known.getReason() != null
        ? known.getReason()
        : String.valueOf(e.getMessage());
  }
}
