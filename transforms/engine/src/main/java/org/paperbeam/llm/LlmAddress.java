package org.paperbeam.llm;

import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import org.paperbeam.http.HttpUrl;
import org.paperbeam.secret.Secret;

/**
 * Where the calls of a service go, and how they say who asks. An address of Azure's classic form
 * ({@code .../openai/deployments/NAME?api-version=...}) keeps its query behind the path, and its
 * Batch API stands beside the deployments. Immutable.
 */
final class LlmAddress implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String CHAT = "/chat/completions";

  private final String base;

  private LlmAddress(String base) {
    this.base = base;
  }

  /** Of a base URL, or of the whole address of chat completions. */
  static LlmAddress of(String url) {
    int question = url.indexOf('?');
    String place = question < 0 ? url : url.substring(0, question);
    String query = question < 0 ? "" : url.substring(question);
    String bare = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    String base = bare.endsWith(CHAT) ? bare.substring(0, bare.length() - CHAT.length()) : bare;
    return new LlmAddress(base + query);
  }

  /** The address of chat completions. */
  URI chat() {
    return HttpUrl.under(base, CHAT);
  }

  /** A place of the Batch API. */
  URI batches(String path) {
    return HttpUrl.under(base.replaceFirst("/deployments/[^/?]+", ""), path);
  }

  /** What a line of a batch names as the place that answers it. */
  String batchEndpoint() {
    return isClassicAzure() ? CHAT : "/v1" + CHAT;
  }

  /** The request with the key, in every form in which such a service may look for it. */
  HttpRequest.Builder signed(HttpRequest.Builder request, Secret key) {
    request.header("Authorization", "Bearer " + key.reveal());
    return isAzure() ? request.header("api-key", key.reveal()) : request;
  }

  private boolean isClassicAzure() {
    return base.contains("api-version=") && base.contains("/deployments/");
  }

  private boolean isAzure() {
    String host = URI.create(base).getHost().toLowerCase(Locale.ROOT);
    return base.contains("api-version=")
        || host.endsWith(".azure.com")
        || host.endsWith(".azure.us")
        || host.endsWith(".azure.cn")
        || host.endsWith(".azure-api.net");
  }
}
