package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.delivery.Channel;
import org.paperbeam.delivery.Deliveries;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.digest.Week;
import org.paperbeam.pipeline.options.DeliverOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.storage.Folder;

/**
 * A day's or a week's digest to chats, by e-mail, to a webhook; each once. No job: secrets see no
 * graph.
 */
final class DeliverCommand extends OutputCommand<DeliverOptions> {
  @Override
  public String name() {
    return "deliver";
  }

  @Override
  public String summary() {
    return "bring a day's or a week's digest to chats, by e-mail or to a webhook, each once";
  }

  @Override
  public Class<DeliverOptions> options() {
    return DeliverOptions.class;
  }

  @Override
  int run(DeliverOptions options, Folder output, Console console)
      throws IOException, InterruptedException {
    ChannelReader reader = new ChannelReader(options, console.environment());
    List<Channel> channels = reader.channels();
    reader.warnings().forEach(line -> console.err().println("paperbeam: warning: " + line));
    String date = date(options.getDate(), output);
    Deliveries deliveries = new Deliveries(output, options.getSiteUrl(), console.clock());
    List<Deliveries.Result> results =
        options.getWeek()
            ? deliveries.deliver(Week.of(date), channels)
            : deliveries.deliver(date, channels);
    results.forEach(result -> say(result, console));
    return results.stream().allMatch(r -> r.failure() == null) ? DONE : FAILED;
  }

  private static String date(@Nullable String asked, Folder output) throws IOException {
    List<String> dates = DigestFiles.dates(output);
    if (dates.isEmpty()) {
      throw new UsageException("--output=" + output + ": no digest there: run first");
    }
    String date = asked == null ? dates.get(dates.size() - 1) : asked;
    if (!dates.contains(date)) {
      throw new UsageException("--date=" + date + ": no digest of that day in " + output);
    }
    return date;
  }

  private static void say(Deliveries.Result result, Console console) {
    if (result.failure() != null) {
      console
          .err()
          .println(
              "paperbeam: failed: "
                  + result.date()
                  + " by "
                  + result.channel()
                  + ": "
                  + result.failure()
                  + "; the same command tries again");
    } else {
      console
          .out()
          .println(
              result.date()
                  + " by "
                  + result.channel()
                  + (result.sent() ? ": delivered" : ": delivered before"));
    }
  }
}
