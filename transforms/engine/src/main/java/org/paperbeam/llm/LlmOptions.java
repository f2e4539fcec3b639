package org.paperbeam.llm;

import java.io.Serializable;
import java.util.Set;
import org.paperbeam.http.HttpUrl;
import org.paperbeam.secret.KeySource;

/**
 * Which service to call and how. Serialisable, and free of secrets.
 *
 * @param url base address; calls go to {@code URL/chat/completions}, before its query if it has one
 * @param model the model's name as the service knows it
 * @param key where the key is
 * @param timeoutSeconds for one call, its body included; 1 or more. A call that takes longer is
 *     cancelled
 * @param leaveOut parts of a request that are known to be refused, so that none is sent; others are
 *     found out
 */
public record LlmOptions(
    String url, String model, KeySource key, int timeoutSeconds, Set<Quirks.Part> leaveOut)
    implements Serializable {
  /** OpenAI's own service. */
  public static final String DEFAULT_URL = "https://api.openai.com/v1";

  /** How long a call may take when nobody says it. */
  public static final int DEFAULT_TIMEOUT_SECONDS = 120;

  public LlmOptions {
    if (timeoutSeconds < 1) {
      throw new IllegalArgumentException(
          "timeoutSeconds is " + timeoutSeconds + ", allowed is 1 or more");
    }
    String given = url;
    url =
        HttpUrl.base(given)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "url must be an http or https address, not '" + given + "'"));
    leaveOut = Set.copyOf(leaveOut);
  }

  /** A service of which nothing is known beforehand. */
  public LlmOptions(String url, String model, KeySource key, int timeoutSeconds) {
    this(url, model, key, timeoutSeconds, Set.of());
  }

  /** What the service turns out not to take, with what is known beforehand. */
  public Quirks quirks() {
    return new Quirks(model, leaveOut);
  }

  LlmAddress address() {
    return LlmAddress.of(url);
  }
}
