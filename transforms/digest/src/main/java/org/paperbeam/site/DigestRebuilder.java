package org.paperbeam.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.records.ConservationException;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/** Makes everything that is published from the stored records alone. */
public final class DigestRebuilder {
  private DigestRebuilder() {}

  /**
   * Writes the digests of all days in {@code scores/}, the month indexes and the site; digests of
   * days without records are removed. Returns the number of days. Throws {@link IOException} or
   * {@link ConservationException} with one line that names the first day that cannot be read; of
   * the days before it digests and pages are written then, and the pages that list days are as
   * before. What a retention policy keeps is passed over, and named in an {@link IOException} when
   * all the rest is there.
   */
  public static int rebuild(Folder output) throws IOException {
    return rebuild(output, null);
  }

  /**
   * The same for a site that is served at an address.
   *
   * @param siteUrl without a slash at its end; null when it is not known
   */
  public static int rebuild(Folder output, @Nullable String siteUrl) throws IOException {
    return rebuild(output, siteUrl, notice -> {});
  }

  /**
   * The same.
   *
   * @param notices takes a sentence for each file that was not as it was written, and is anew
   */
  public static int rebuild(Folder output, @Nullable String siteUrl, Consumer<String> notices)
      throws IOException {
    RetainedFiles retained = new RetainedFiles();
    List<String> dates = new ArrayList<>();
    Pages.publish(
        output,
        retained,
        siteUrl,
        () -> {
          dates.addAll(RecordFiles.dates(output));
          return new DigestSource(dates, date -> rebuild(output, retained, date));
        });
    List<String> gone = new ArrayList<>(DigestFiles.dates(output));
    gone.removeAll(dates);
    DigestFiles.delete(output, gone);
    retained.mended().forEach(notices);
    retained.throwIfAny();
    return dates.size();
  }

  /** A day's digest; one that is not as it was written is made anew of the day's records first. */
  static Digest read(Folder output, RetainedFiles retained, String date) throws IOException {
    try {
      return DigestFiles.read(output, date);
    } catch (IOException spoilt) {
      DayRecords day;
      try {
        day = RecordFiles.read(output, date);
      } catch (IOException | ConservationException alsoSpoilt) {
        spoilt.addSuppressed(alsoSpoilt);
        throw spoilt;
      }
      if (day == null) {
        throw spoilt;
      }
      return rebuild(output, retained, date);
    }
  }

  /** Writes a day's digest and returns what stands in the folder after that. */
  private static Digest rebuild(Folder output, RetainedFiles retained, String date)
      throws IOException {
    DayRecords day = RecordFiles.read(output, date);
    if (day == null) {
      throw new IOException("the records of " + date + " are gone from " + output + "/scores");
    }
    Digest digest = Digest.of(day);
    boolean written =
        retained.tryWrite(
            output + "/digests/" + date.substring(0, 7) + "/" + date + ".json",
            () -> DigestFiles.write(output, digest, retained::mended));
    // What stands there may not be replaced, or says the same and tells when that was first said.
    return written ? digest : DigestFiles.read(output, date);
  }
}
