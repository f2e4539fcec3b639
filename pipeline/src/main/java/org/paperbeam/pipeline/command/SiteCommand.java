package org.paperbeam.pipeline.command;

import java.io.IOException;
import org.paperbeam.pipeline.options.RebuildOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;

/** Digests, pages and the feed, built again from the stored records alone. */
final class SiteCommand extends OutputCommand<RebuildOptions> {
  private final Rebuilder builder;

  SiteCommand(Rebuilder builder) {
    this.builder = builder;
  }

  @Override
  public String name() {
    return "site";
  }

  @Override
  public String summary() {
    return "rebuild digests, pages, index and feed from the stored records";
  }

  @Override
  public Class<RebuildOptions> options() {
    return RebuildOptions.class;
  }

  @Override
  int run(RebuildOptions options, Folder output, Console console) throws IOException {
    OldLayout.move(output, console);
    if (RecordFiles.dates(output).isEmpty()) {
      throw new UsageException("--output=" + output + ": no records in scores/: run first");
    }
    int days =
        builder.rebuild(
            output,
            options.getSiteUrl(),
            notice -> console.err().println("paperbeam: warning: " + notice));
    console
        .out()
        .printf(
            "rebuilt %s/digests/ and %s/site/ of %d %s%n",
            output, output, days, days == 1 ? "day" : "days");
    return DONE;
  }
}
