package org.paperbeam.testing;

import org.paperbeam.storage.Store;
import org.paperbeam.storage.StoreProvider;

/** Serves {@code memory://...} from {@link MemoryStore}s. */
public final class MemoryStoreProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public Store store() {
    return MemoryStore.ALL;
  }
}
