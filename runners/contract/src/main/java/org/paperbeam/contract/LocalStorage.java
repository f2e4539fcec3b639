package org.paperbeam.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder on this machine. */
public final class LocalStorage implements TestStorage {
  private final Path root;

  public LocalStorage(Path root) {
    this.root = root;
  }

  @Override
  public String path(String relative) {
    return root.resolve(relative).toString();
  }

  @Override
  public List<String> options() {
    return List.of();
  }

  @Override
  public void write(String relative, byte[] bytes) throws IOException {
    Path file = root.resolve(relative);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  @Override
  public byte[] read(String relative) throws IOException {
    return Files.readAllBytes(root.resolve(relative));
  }

  @Override
  public List<String> files(String relative) throws IOException {
    Path folder = root.resolve(relative);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }

  @Override
  public void delete(String relative) throws IOException {
    Files.delete(root.resolve(relative));
  }

  @Override
  public void close() {}
}
