package org.paperbeam.pipeline.settings;

import java.io.IOException;
import java.util.SortedMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.learnt.AuditSample;
import org.paperbeam.learnt.ModelFile;
import org.paperbeam.learnt.Prefilter;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.storage.FileFacts;
import org.paperbeam.storage.Folder;

/** Reads the file that {@code --prefilter} names, and what runs have found out about it. */
public final class PrefilterFile {
  private PrefilterFile() {}

  /** A file's folder and its name in it. */
  public record Place(Folder folder, String name) {
    public static Place of(String file) {
      int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
      String folder = slash < 0 ? "." : slash == 0 ? "/" : file.substring(0, slash);
      return new Place(Folder.of(folder), file.substring(slash + 1));
    }
  }

  /**
   * The run's pre-filter; null when none is asked for, or nobody is paid whom it could spare.
   *
   * @throws UsageException when the file cannot be used; names it
   */
  public static @Nullable Prefilter of(RunSettings settings) {
    RunOptions options = settings.options();
    String file = options.getPrefilter();
    if (file == null || settings.isOffline()) {
      return null;
    }
    String option = "--prefilter=" + file + ": ";
    try {
      return Prefilter.of(
          text(option, file), new AuditSample(options.getAuditShare()), settings.output());
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException(option + "what the audits found is not readable: " + said(e), e);
    }
  }

  private static String text(String option, String file) {
    Place place = Place.of(file);
    try {
      // What is no filter may be of any size; it is not read to see that.
      SortedMap<String, FileFacts> found = place.folder().facts(place.name());
      FileFacts facts = found.get(place.name());
      if (facts != null && facts.size() > ModelFile.LARGEST) {
        throw new UsageException(option + "too large for a pre-filter");
      }
      String text = place.folder().readIfPresent(place.name());
      if (text == null) {
        throw new UsageException(option + "there is no such file; train writes one");
      }
      return text;
    } catch (IOException e) {
      throw new UsageException(option + "cannot be read: " + said(e), e);
    }
  }

  private static String said(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
