package org.paperbeam.llm;

import java.io.Serializable;

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

  /** What {@code --llmTimeoutSeconds} is when nobody says it. */
  public static final int DEFAULT_TIMEOUT_SECONDS = 120;

  public LlmOptions {
    if (timeoutSeconds < 1) {
      throw new IllegalArgumentException(
          "timeoutSeconds is " + timeoutSeconds + ", allowed is 1 or more");
    }
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
