package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.paperbeam.pipeline.google.GcsCheck;
import org.paperbeam.pipeline.options.ServeOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.storage.Folder;

/** An output folder's pages on a loopback port, until the user ends it. */
final class ServeCommand extends OutputCommand<ServeOptions> {
  private final SiteHost host;
  private final CountDownLatch end;

  /**
   * A command that serves until {@code end} is counted down; in the real process, until the process
   * ends.
   */
  ServeCommand(SiteHost host, CountDownLatch end) {
    this.host = host;
    this.end = end;
  }

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String summary() {
    return "show an output folder's pages on a loopback port";
  }

  @Override
  public Class<ServeOptions> options() {
    return ServeOptions.class;
  }

  @Override
  void look(GcsCheck check, String place) {
    check.file("--output=" + place, place + "/site/index.html");
  }

  @Override
  int run(ServeOptions options, Folder output, Console console)
      throws IOException, InterruptedException {
    Folder site = output.folder("site");
    if (site.readIfPresent("index.html") == null) {
      throw new UsageException("--output=" + output + ": no site/index.html: run first");
    }
    URI address = started(output, options.getPort());
    console.out().println("serving " + site + " on " + address + " (Ctrl-C ends it)");
    end.await();
    return DONE;
  }

  private URI started(Folder output, int port) throws IOException {
    try {
      return host.start(output, port);
    } catch (IOException e) {
      throw new IOException("--port: " + Reasons.oneLine(e), e);
    }
  }
}
