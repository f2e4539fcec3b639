package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.net.URI;
import org.paperbeam.storage.Folder;

/** Serves an output folder's pages on a loopback port. */
@FunctionalInterface
interface SiteHost {
  /**
   * Starts to serve and comes back at once; it goes on until the process ends.
   *
   * @param output the folder with the pages in {@code site/}
   * @param port 0 for any free one
   * @return the address of the front page
   * @throws IOException when the port is taken
   */
  URI start(Folder output, int port) throws IOException;
}
