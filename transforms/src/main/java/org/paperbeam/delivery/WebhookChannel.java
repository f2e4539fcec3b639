package org.paperbeam.delivery;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * A plain webhook: the digest as JSON ({@link DigestMessage#json}), with the content's hash as
 * {@code Idempotency-Key}.
 */
public final class WebhookChannel implements Channel {
  private final String address;

  /** A webhook at that address, which is a secret. */
  public WebhookChannel(String address) {
    this.address = address;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String place() {
    return address;
  }

  @Override
  public void send(DigestMessage message) throws IOException, InterruptedException {
    URI uri = WebPost.address("webhookUrlEnv", address);
    WebPost.send(uri, message.json(), Map.of("Idempotency-Key", message.key()), "the webhook");
  }
}
