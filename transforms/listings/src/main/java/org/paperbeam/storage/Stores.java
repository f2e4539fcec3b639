package org.paperbeam.storage;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which store serves a path. */
final class Stores {
  private static final Store LOCAL = new LocalStore();

  /** Loaded when a path that is not local comes: their clients take a while. */
  private static final class Elsewhere {
    static final Map<String, StoreProvider> BY_SCHEME =
        ServiceLoader.load(StoreProvider.class, Stores.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toUnmodifiableMap(StoreProvider::scheme, Function.identity()));
    static final Store BEAM = new BeamStore();
  }

  private Stores() {}

  static Store of(String path) {
    if (Places.isLocal(path)) {
      return LOCAL;
    }
    int colon = path.indexOf("://");
    StoreProvider provider = colon < 0 ? null : Elsewhere.BY_SCHEME.get(path.substring(0, colon));
    return provider == null ? Elsewhere.BEAM : provider.store();
  }
}
