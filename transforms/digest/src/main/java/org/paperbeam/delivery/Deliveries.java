package org.paperbeam.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.digest.Week;
import org.paperbeam.digest.WeekDigest;
import org.paperbeam.hash.Sha256;
import org.paperbeam.json.JsonText;
import org.paperbeam.json.Seal;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;

/**
 * Delivers digests and keeps, under {@code deliveries/} of the output folder, what went where: a
 * file a date and place. See the package for what is guaranteed. One process at a time.
 */
public final class Deliveries {
  private final Folder output;
  private final @Nullable String siteUrl;
  private final InstantSource clock;

  /**
   * Deliveries of an output folder's digests.
   *
   * @param siteUrl where the site is served, or null
   */
  public Deliveries(Folder output, @Nullable String siteUrl, InstantSource clock) {
    this.output = output;
    this.siteUrl = siteUrl;
    this.clock = clock;
  }

  /**
   * What became of one delivery.
   *
   * @param failure one line, or null when it went well
   * @param sent whether something was sent now; false when it had been sent before
   */
  public record Result(String channel, String date, boolean sent, @Nullable String failure) {}

  /** Brings a date's digest to every channel; one that fails keeps none of the others from it. */
  public List<Result> deliver(String date, List<Channel> channels)
      throws IOException, InterruptedException {
    return deliver(DigestFiles.read(output, date), null, channels);
  }

  /** The same of a week: the papers of all its days that have a digest, of which there is one. */
  public List<Result> deliver(Week week, List<Channel> channels)
      throws IOException, InterruptedException {
    List<Digest> days = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      String date = week.monday().plusDays(i).toString();
      if (DigestFiles.exists(output, date)) {
        days.add(DigestFiles.read(output, date));
      }
    }
    return deliver(WeekDigest.of(days), week, channels);
  }

  private List<Result> deliver(Digest digest, @Nullable Week week, List<Channel> channels)
      throws IOException, InterruptedException {
    List<Result> results = new ArrayList<>();
    for (Channel channel : channels) {
      results.add(deliver(digest, week, channel));
    }
    return results;
  }

  private Result deliver(Digest digest, @Nullable Week week, Channel channel)
      throws IOException, InterruptedException {
    String key = week == null ? digest.date() : week.key();
    String path = path(key, channel);
    ObjectNode record = read(path);
    DigestMessage message =
        new DigestMessage(digest, week, siteUrl, record.path("sent").size() > 0);
    String another = path.replaceFirst("json$", message.key() + ".json");
    if (isSent(record, message.key())
        || (message.update() && output.readIfPresent(another) != null)) {
      return new Result(channel.name(), key, false, null);
    }
    try {
      channel.send(message);
    } catch (IOException e) {
      return new Result(channel.name(), key, false, e.getMessage());
    }
    record
        .withArray("/sent")
        .addObject()
        .put("content_sha256", message.key())
        .put("at", clock.instant().toString());
    String sealed = Seal.object(JsonText.pretty(record));
    try {
      output.write(path, sealed);
    } catch (RetainedException e) {
      output.write(another, sealed);
    }
    return new Result(channel.name(), key, true, null);
  }

  private ObjectNode read(String path) throws IOException {
    String text = output.readIfPresent(path);
    try {
      return text == null ? JsonText.object() : JsonText.parse(Seal.content(text));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "cannot read "
              + output
              + "/"
              + path
              + ": "
              + e.getMessage()
              + "; remove it to send again",
          e);
    }
  }

  private static boolean isSent(ObjectNode record, String key) {
    for (JsonNode sent : record.path("sent")) {
      if (sent.path("content_sha256").asText().equals(key)) {
        return true;
      }
    }
    return false;
  }

  private static String path(String date, Channel channel) {
    String place = Sha256.of(channel.name() + "\n" + channel.place()).substring(0, 12);
    return "deliveries/" + date + "/" + channel.name() + "-" + place + ".json";
  }
}
