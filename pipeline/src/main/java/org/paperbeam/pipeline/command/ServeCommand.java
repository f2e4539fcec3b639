package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.ServeOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.storage.Folder;

/** An output folder's pages on a loopback port, until the user ends it. */
final class ServeCommand implements Command {
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
  public Class<? extends PipelineOptions> options() {
    return ServeOptions.class;
  }

  @Override
  public boolean takesBeamOptions() {
    return false;
  }

  @Override
  public int run(CommandLine line, Console console) {
    Values values = Values.resolve(OptionTable.of(options()), line.ours(), Map.of());
    String place = values.get("output", String.class);
    StorageAccess.open(line, values, options())
        .file("--output=" + place, place + "/site/index.html");
    Folder site = Folder.of(place).folder("site");
    int port = values.get("port", Integer.class);
    try {
      if (site.readIfPresent("index.html") == null) {
        throw new UsageException("--output=" + place + ": no site/index.html: run first");
      }
      URI address = host.start(site, port);
      console.out().println("serving " + site + " on " + address + " (Ctrl-C ends it)");
      end.await();
      return DONE;
    } catch (IOException e) {
      console.err().println("paperbeam: failed: --port: " + Reasons.oneLine(e));
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }
}
