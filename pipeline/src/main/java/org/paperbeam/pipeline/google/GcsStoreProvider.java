package org.paperbeam.pipeline.google;

import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.storage.Store;
import org.paperbeam.storage.StoreProvider;

/** Serves {@code gs://} with one client per process and set of options. */
public final class GcsStoreProvider implements StoreProvider {
  private PipelineOptions optionsOfStore;
  private Store store;

  @Override
  public String scheme() {
    return "gs";
  }

  @Override
  public synchronized Store store() {
    PipelineOptions options = GcsOptionsKeeper.latest();
    if (store == null || optionsOfStore != options) {
      store = new GcsStore(GcsClients.patient(options.as(GcsOptions.class)));
      optionsOfStore = options;
    }
    return store;
  }
}
