package org.paperbeam.paper;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Keeps what papers say in a file of this machine, so that a paper that waits takes some hundred
 * bytes of memory and not some thousand. What comes back of {@link #keep} is the same paper for
 * everybody: equal to it, and encoded by the same coder; its texts are read when they are asked
 * for. The same paper is written once, however often it comes. Thread-safe.
 *
 * <p>A runner that holds elements as objects registers one for its process ({@link #useInProcess});
 * then every paper that is built or decoded is kept there. Without such a runner nothing is
 * written. Papers are good until the spill is closed.
 *
 * <p>The file lies in the folder for temporary files ({@code java.io.tmpdir}), takes about 2 kB a
 * paper, and is gone when the process is, however it ends, where the system lets an open file be
 * removed.
 */
public final class PaperSpill implements Closeable {
  private static volatile @Nullable PaperSpill ofProcess;

  private final Path folder;
  private @Nullable Path path;
  private @Nullable RandomAccessFile file;
  private long end;

  /** By their content's hash. A runner clones what it holds: the clones are to be one object. */
  private final Map<Long, SpilledPaper> papers = new ConcurrentHashMap<>();

  private PaperSpill(Path folder) {
    this.folder = folder;
  }

  /** An empty one in the folder for temporary files; its file is made with the first paper. */
  public static PaperSpill create() {
    return in(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static PaperSpill in(Path folder) {
    return new PaperSpill(folder);
  }

  /** From now until the scope is closed, {@link #keepInProcess} uses this one. */
  public Scope useInProcess() {
    ofProcess = this;
    return () -> {
      if (ofProcess == this) {
        ofProcess = null;
      }
    };
  }

  /** A paper could not be written, e.g. since the disk is full; the message names the folder. */
  public static final class SpillException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    SpillException(String message, IOException cause) {
      super(message, cause);
    }
  }

  /** How long a spill is used. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * The same paper with its texts in the process's spill; the paper itself where there is none.
   *
   * @throws SpillException when it cannot be written
   */
  public static ListedPaper keepInProcess(ListedPaper paper) {
    PaperSpill spill = ofProcess;
    return spill == null ? paper : spill.keep(paper);
  }

  /**
   * The same paper with its texts in the file; one that is in a spill already stays where it is.
   *
   * @throws SpillException when it cannot be written
   */
  public ListedPaper keep(ListedPaper paper) {
    if (paper instanceof SpilledPaper) {
      return paper;
    }
    byte[] texts = SpilledPaper.encode(paper);
    long hash = SpilledPaper.contentHash(paper, texts);
    SpilledPaper known = papers.get(hash);
    if (known != null && known.isSame(paper, texts, hash)) {
      return known;
    }
    SpilledPaper kept = new SpilledPaper(this, append(texts), texts.length, hash, paper);
    papers.put(hash, kept);
    return kept;
  }

  private synchronized long append(byte[] texts) {
    try {
      RandomAccessFile open = opened();
      open.seek(end);
      open.write(texts);
    } catch (IOException e) {
      throw new SpillException(
          "the texts of papers cannot be kept in " + folder + ": " + e.getMessage(), e);
    }
    long position = end;
    end += texts.length;
    return position;
  }

  private RandomAccessFile opened() throws IOException {
    RandomAccessFile open = file;
    if (open == null) {
      Path created = Files.createTempFile(folder, "paperbeam-papers-", ".tmp");
      open = new RandomAccessFile(created.toFile(), "rw");
      path = created;
      file = open;
      if (!created.toFile().delete()) {
        // Windows removes no file that is open.
        created.toFile().deleteOnExit();
      }
    }
    return open;
  }

  /** Bytes that are written. */
  synchronized long size() {
    return end;
  }

  synchronized byte[] read(long position, int length) {
    byte[] texts = new byte[length];
    try {
      RandomAccessFile open = opened();
      open.seek(position);
      open.readFully(texts);
    } catch (IOException e) {
      throw new UncheckedIOException("the texts of papers cannot be read in " + folder, e);
    }
    return texts;
  }

  /** Gives the file up; papers in it cannot be read any more. */
  @Override
  public synchronized void close() throws IOException {
    papers.clear();
    if (file != null) {
      file.close();
      Files.deleteIfExists(path);
    }
  }
}
