package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.net.URI;
import org.paperbeam.storage.Folder;

/** Serves a folder's pages on a loopback port. */
@FunctionalInterface
interface SiteHost {
  /**
   * Starts to serve and comes back at once; it goes on until the process ends.
   *
   * @param site the folder of the pages
   * @param port 0 for any free one
   * @return the address of the front page
   * @throws IOException when the port is taken
   */
  URI start(Folder site, int port) throws IOException;
}
