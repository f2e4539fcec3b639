package org.paperbeam.storage;

/**
 * Offers a {@link Store} for the paths of one scheme; found by {@link java.util.ServiceLoader}.
 * Paths that no provider serves go through Beam's file systems.
 */
public interface StoreProvider {
  /** The scheme, e.g. {@code gs} for {@code gs://...}. */
  String scheme();

  /**
   * The store, set up with the options that Beam's file systems have in this process. Asked before
   * every operation, so it should be kept.
   */
  Store store();
}
