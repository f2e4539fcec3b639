package org.paperbeam.site;

import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.MonthIndex;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/**
 * Everything that is made of the digests of all days: the indexes of months and years, and the
 * site. Each digest is read once, and a month of them is in memory at a time.
 */
public final class Pages {
  private Pages() {}

  /**
   * Writes what has changed and removes what has no digest any more.
   *
   * @param retained remembers what may not be replaced
   * @param siteUrl where the site is served, without a slash at its end; null when it is not known
   */
  public static void publish(Folder output, RetainedFiles retained, @Nullable String siteUrl)
      throws IOException {
    publish(output, retained, siteUrl, DigestSource.stored(output));
  }

  /** The same with digests that need not stand in the folder yet. */
  static void publish(
      Folder output, RetainedFiles retained, @Nullable String siteUrl, DigestSource digests)
      throws IOException {
    MonthIndex index = new MonthIndex(output, retained);
    SiteBuilder.build(output, retained, siteUrl, digests, index::add);
    index.finish();
  }
}
