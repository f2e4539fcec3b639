package org.paperbeam.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Lets the processes of one machine and user look at a local file and write it without another one
 * in between. The locks are files of the machine's temporary folder, a fixed few, which stay; the
 * operating system frees them when a process ends, however it ends.
 */
final class LocalLocks {
  private static final int LOCKS = 64;

  private static final LocalLocks OF_THIS_USER =
      new LocalLocks(
          Path.of(
              System.getProperty("java.io.tmpdir"),
              "paperbeam-locks-" + System.getProperty("user.name")));

  private final Path folder;

  /** A lock of the operating system is one of the process, not of its threads. */
  private final ReentrantLock[] threads =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  LocalLocks(Path folder) {
    this.folder = folder;
  }

  static LocalLocks ofThisUser() {
    return OF_THIS_USER;
  }

  /** What is done while a file is locked. */
  @FunctionalInterface
  interface Work {
    boolean run() throws IOException;
  }

  /** Does something while nobody else does anything so with that file. */
  boolean during(Path file, Work work) throws IOException {
    int number = Math.floorMod(file.toAbsolutePath().normalize().hashCode(), LOCKS);
    ReentrantLock lock = threads[number];
    lock.lock();
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(number + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        return work.run();
      }
    } finally {
      lock.unlock();
    }
  }
}
