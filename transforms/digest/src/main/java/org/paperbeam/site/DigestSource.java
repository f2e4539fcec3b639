package org.paperbeam.site;

import java.io.IOException;
import java.util.List;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/**
 * Where the digests of a site come from. Each is asked for once, by any of many threads.
 *
 * @param dates of all days, oldest first
 */
record DigestSource(List<String> dates, Reader reader) {
  /** Reads or makes a day's digest. */
  @FunctionalInterface
  interface Reader {
    Digest read(String date) throws IOException;
  }

  /** Lists the dates. */
  @FunctionalInterface
  interface Opener {
    DigestSource open() throws IOException;
  }

  /**
   * The digests that stand in an output folder.
   *
   * @param files told of those that are not as they were written
   */
  static DigestSource stored(Folder output, RetainedFiles files) throws IOException {
    return new DigestSource(
        DigestFiles.dates(output), date -> DigestRebuilder.read(output, files, date));
  }

  Digest read(String date) throws IOException {
    return reader.read(date);
  }
}
