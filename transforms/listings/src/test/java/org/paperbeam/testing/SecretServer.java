package org.paperbeam.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32C;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;

/**
 * Secret Manager's REST interface, as far as a secret is read. Answers as the service does: see
 * {@code projects.secrets.versions.access} and {@code google.rpc.Status}. Safe for many threads.
 */
public final class SecretServer implements AutoCloseable {
  private static final String PATH = "/v1/";
  private static final String ACCESS = ":access";

  private final Map<String, byte[]> versions = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Answer> faults = new ConcurrentLinkedQueue<>();
  private final LoopbackServer server = LoopbackServer.start(this::answer);
  private volatile @Nullable String token;

  private SecretServer() {}

  /** One without secrets, which asks for no credential. */
  public static SecretServer start() {
    return new SecretServer();
  }

  /** Keeps a secret. */
  public SecretServer with(String version, String text) {
    return with(version, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps a secret that need be no text. */
  public SecretServer with(String version, byte[] bytes) {
    versions.put(version, bytes);
    return this;
  }

  /** From now on asks for that bearer token. */
  public SecretServer wanting(String bearer) {
    token = bearer;
    return this;
  }

  /** Gives these answers first, one a request. */
  public SecretServer failing(Answer... answers) {
    faults.addAll(List.of(answers));
    return this;
  }

  /** An error as Google's services form it. */
  public static Answer error(int code, String status, String message) {
    return Answer.of(
        code,
        "{\"error\": {\"code\": %d, \"message\": \"%s\", \"status\": \"%s\"}}"
            .formatted(code, message, status));
  }

  /** What {@code --secretManagerUrl} takes. */
  public String url() {
    return server.url();
  }

  /** All requests so far. */
  public List<Request> requests() {
    return server.requests();
  }

  private Answer answer(Request request) {
    Answer fault = faults.poll();
    if (fault != null) {
      return fault;
    }
    if (token != null && !("Bearer " + token).equals(request.header("Authorization"))) {
      return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
    }
    String path = request.uri().getPath();
    if (!path.startsWith(PATH) || !path.endsWith(ACCESS)) {
      return Answer.of(404, "<html>not here</html>");
    }
    String name = path.substring(PATH.length(), path.length() - ACCESS.length());
    byte[] bytes = versions.get(name);
    if (bytes == null) {
      return error(404, "NOT_FOUND", "Secret [" + name + "] not found or has no versions.");
    }
    return payload(name, bytes, checksum(bytes));
  }

  /** A good answer but for its checksum, if that is wrong. */
  public static Answer payload(String name, byte[] bytes, long checksum) {
    return Answer.ok(
        "{\"name\": \"%s\", \"payload\": {\"data\": \"%s\", \"dataCrc32c\": \"%d\"}}"
            .formatted(name, Base64.getEncoder().encodeToString(bytes), checksum));
  }

  private static long checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return sum.getValue();
  }

  @Override
  public void close() {
    server.close();
  }
}
