package org.paperbeam.llm;

import java.io.Serializable;
import org.paperbeam.http.HttpUrl;

/**
 * Which service to call and how. Serialisable, and free of secrets.
 *
 * @param url base address; calls go to {@code URL/chat/completions}
 * @param model the model's name as the service knows it
 * @param key where the key is
 * @param timeoutSeconds for one call, its body included; 1 or more. A call that takes longer is
 *     cancelled
 */
public record LlmOptions(String url, String model, KeySource key, int timeoutSeconds)
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
  }
}
