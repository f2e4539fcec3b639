package org.paperbeam.pipeline.google;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.cloud.ServiceOptions;
import com.google.cloud.http.HttpTransportOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Time limits of the client's requests, and what the client drops of an answer: the generation of
 * an object that was read. Without it a read whose file is to be replaced under a condition would
 * be two requests.
 */
final class GcsTransport extends HttpTransportOptions {
  private static final long serialVersionUID = 1L;

  /** The client answers on the thread that asks it, so two readers do not meet here. */
  private static final ThreadLocal<@Nullable String> GENERATION = new ThreadLocal<>();

  GcsTransport(int connectMillis, int readMillis) {
    super(newBuilder().setConnectTimeout(connectMillis).setReadTimeout(readMillis));
  }

  @Override
  public HttpRequestInitializer getHttpRequestInitializer(ServiceOptions<?, ?> options) {
    HttpRequestInitializer initializer = super.getHttpRequestInitializer(options);
    return request -> {
      initializer.initialize(request);
      request.setResponseInterceptor(
          response ->
              GENERATION.set(response.getHeaders().getFirstHeaderStringValue("x-goog-generation")));
    };
  }

  /** The generation that stood in the last answer to this thread, or null. */
  static @Nullable String generation() {
    return GENERATION.get();
  }
}
