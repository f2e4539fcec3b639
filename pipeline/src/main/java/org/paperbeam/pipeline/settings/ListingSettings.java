package org.paperbeam.pipeline.settings;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.AnnounceType;

/**
 * Which days and papers are listed, and from where. Immutable.
 *
 * @param from the first announcement date; null, with {@code to}, for the newest announcement
 * @param to the last announcement date, inclusive; the same as {@code from} for one day
 * @param categories at least one
 * @param announceTypes at least one
 * @param services the addresses of arXiv's services
 * @param snapshotFiles a file pattern; null unless the source is {@link Source#SNAPSHOT}
 * @param maxBadRecords how many lines of a snapshot may be unreadable
 * @param listingCache the folder that keeps arXiv's raw answers
 */
public record ListingSettings(
    Source source,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    List<String> categories,
    Set<AnnounceType> announceTypes,
    ArxivServices services,
    @Nullable String snapshotFiles,
    int maxBadRecords,
    String listingCache)
    implements Serializable {

  public ListingSettings {
    categories = List.copyOf(categories);
    announceTypes = Set.copyOf(announceTypes);
  }

  /** Whether the newest announcement is asked for, whichever day that is. */
  public boolean isNewest() {
    return from == null;
  }

  ListingSettings withSource(Source other) {
    return new ListingSettings(
        other,
        from,
        to,
        categories,
        announceTypes,
        services,
        snapshotFiles,
        maxBadRecords,
        listingCache);
  }
}
