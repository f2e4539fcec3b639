package org.paperbeam.delivery;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.paperbeam.secret.Secret;

/**
 * A plain webhook: the digest as JSON ({@link DigestMessage#json}), with the content's hash as
 * {@code Idempotency-Key}.
 */
public final class WebhookChannel implements Channel {
  private final Secret address;

  /** A webhook at that address. */
  public WebhookChannel(Secret address) {
    this.address = address;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String place() {
    return address.reveal();
  }

  @Override
  public void send(DigestMessage message) throws IOException, InterruptedException {
    URI uri = WebPost.address("webhookUrlEnv", address);
    WebPost.send(uri, message.json(), Map.of("Idempotency-Key", message.key()), "the webhook");
  }
}
