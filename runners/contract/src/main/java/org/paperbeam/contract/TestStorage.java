package org.paperbeam.contract;

import java.io.IOException;
import java.util.List;

/** Where a test's profile, key and output are: a folder on this machine, or a bucket. */
public interface TestStorage extends AutoCloseable {
  /** The path or URL that an option takes. */
  String path(String relative);

  /** The options without which a run cannot reach the place. */
  List<String> options();

  /** Puts a file there. */
  void write(String relative, byte[] bytes) throws IOException;

  /** A file's bytes. */
  byte[] read(String relative) throws IOException;

  /** Every file below a folder, or the file of that name itself, relative to the place. */
  List<String> files(String relative) throws IOException;

  /** Removes a file. */
  void delete(String relative) throws IOException;

  @Override
  void close();
}
