package org.paperbeam.contract;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.paperbeam.contract.memory.MemoryFileSystem;

/**
 * A place on a file system that Beam knows and the product does not: it shows that nothing assumes
 * local or Google paths. For runners in this process.
 */
public final class MemoryStorage implements TestStorage {
  private final String root = MemoryFileSystem.SCHEME + "://" + UUID.randomUUID() + "/";

  @Override
  public String path(String relative) {
    return root + relative;
  }

  @Override
  public List<String> options() {
    return List.of();
  }

  @Override
  public void write(String relative, byte[] bytes) {
    MemoryFileSystem.put(root + relative, bytes);
  }

  @Override
  public byte[] read(String relative) throws IOException {
    return MemoryFileSystem.get(root + relative);
  }

  @Override
  public List<String> files(String relative) {
    return MemoryFileSystem.paths(root + relative).stream()
        .map(path -> path.substring(root.length()))
        .filter(
            name -> relative.isEmpty() || name.equals(relative) || name.startsWith(relative + "/"))
        .toList();
  }

  @Override
  public void delete(String relative) {
    MemoryFileSystem.remove(root + relative);
  }

  /** Lets the product write that many more files here, and says that the disk is full then. */
  void leaveRoomFor(int files) {
    MemoryFileSystem.leaveRoomFor(root, files);
  }

  /** Takes the limit away again. */
  void makeRoom() {
    MemoryFileSystem.makeRoom(root);
  }

  @Override
  public void close() {
    makeRoom();
  }
}
