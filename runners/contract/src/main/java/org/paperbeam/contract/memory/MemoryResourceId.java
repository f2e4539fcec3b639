package org.paperbeam.contract.memory;

import java.util.Objects;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A path of the file system in memory; a folder's ends with a slash. */
final class MemoryResourceId implements ResourceId {
  private static final long serialVersionUID = 1L;

  private final String path;

  MemoryResourceId(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    boolean folder = StandardResolveOptions.RESOLVE_DIRECTORY.equals(options);
    String joined = getCurrentDirectory() + other;
    return new MemoryResourceId(folder && !joined.endsWith("/") ? joined + "/" : joined);
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return isDirectory() ? this : new MemoryResourceId(path.replaceFirst("[^/]*$", ""));
  }

  @Override
  public String getScheme() {
    return MemoryFileSystem.SCHEME;
  }

  @Override
  public String getFilename() {
    return isDirectory() ? null : path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return path.endsWith("/");
  }

  @Override
  public String toString() {
    return path;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MemoryResourceId that && that.path.equals(path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path);
  }
}
