package org.paperbeam.arxiv;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raw answers, kept as they came in, under a folder of the service that gave them: {@code
 * HOST-PATH/...}, so that a mirror's answers are never taken for arXiv's. Which answers are still
 * good is each lister's to say. Without a folder nothing is kept.
 */
final class ListingCache {
  private static final Logger LOG = LoggerFactory.getLogger(ListingCache.class);

  private final @Nullable Folder folder;
  private final boolean refresh;
  private final Consumer<String> damaged;

  private ListingCache(@Nullable Folder folder, boolean refresh, Consumer<String> damaged) {
    this.folder = folder;
    this.refresh = refresh;
    this.damaged = damaged;
  }

  /**
   * The part of a cache that belongs to one service.
   *
   * @param refresh whether to know nothing of what is kept, and only to keep
   * @param damaged takes the path of each file that was not as it was written
   */
  static ListingCache of(
      @Nullable Folder cache, String serviceUrl, boolean refresh, Consumer<String> damaged) {
    if (cache == null) {
      return new ListingCache(null, refresh, damaged);
    }
    URI uri = URI.create(serviceUrl);
    String port = uri.getPort() < 0 ? "" : "-" + uri.getPort();
    String path = uri.getPath() == null ? "" : uri.getPath();
    return new ListingCache(
        cache.folder((uri.getHost() + port + path).replaceAll("[^A-Za-z0-9.-]+", "-")),
        refresh,
        damaged);
  }

  /**
   * The answer kept under that path, or null. One that is not as it was written is removed, and
   * told.
   */
  @Nullable String get(String path) throws IOException {
    return refresh ? null : stored(path);
  }

  /** The same, also when everything is to be asked again: to compare with. */
  @Nullable String stored(String path) throws IOException {
    String file = folder == null ? null : folder.readIfPresent(path);
    if (file == null) {
      return null;
    }
    Optional<String> answer = KeptAnswer.of(file);
    if (answer.isEmpty()) {
      damaged.accept(folder + "/" + path);
      delete(List.of(path));
    }
    return answer.orElse(null);
  }

  /** Keeps an answer; where a retention policy keeps an older one, that one stays. */
  void put(String path, String answer) throws IOException {
    if (folder != null) {
      try {
        folder.write(path, KeptAnswer.sealed(answer));
      } catch (RetainedException e) {
        LOG.info("an older answer stays in the listing cache: {}", e.getMessage());
      }
    }
  }

  /** Forgets answers; those that are not there are no error. */
  void delete(List<String> paths) throws IOException {
    if (folder != null) {
      folder.delete(paths);
    }
  }

  /** The paths that match a glob, in order. */
  List<String> list(String glob) throws IOException {
    return folder == null ? List.of() : folder.list(glob);
  }
}
