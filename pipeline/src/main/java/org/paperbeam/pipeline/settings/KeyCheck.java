package org.paperbeam.pipeline.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.http.HttpClients;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.remedy.Remedies;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;
import org.paperbeam.secret.SecretException;

/**
 * Finds a missing key, or a file of certificates that is none, before the job starts, not after an
 * hour of listing.
 */
public final class KeyCheck {
  private KeyCheck() {}

  /**
   * Reads the key where the settings say it is, if they need one, and forgets it.
   *
   * @param environment the process's environment variables
   * @param remote whether other machines read it: then their variables and their rights count, not
   *     ours
   * @return a line for the user when only the workers can tell whether the key is there
   * @throws UsageException when there is none, or it cannot be one; says where it should be
   * @throws UncheckedIOException when the service that keeps it gives no answer
   */
  public static Optional<String> check(
      RunSettings settings, Map<String, String> environment, boolean remote) {
    try {
      HttpClients.check(environment);
    } catch (IllegalStateException e) {
      throw new UsageException(e.getMessage(), e);
    }
    if (settings.asksForAuthors() && settings.authorsKey().kind() != KeySource.Kind.ENVIRONMENT) {
      String told = authors(settings.authorsKey(), remote);
      if (!told.isEmpty()) {
        return Optional.of(told);
      }
    }
    if (settings.isOffline()) {
      return Optional.empty();
    }
    Optional<String> first = llm(settings.key(), "the LLM's service", environment, remote);
    FallbackSettings fallback = settings.fallback();
    return first.isPresent() || fallback == null
        ? first
        : llm(fallback.key(), "the fallback (--llmFallback)", environment, remote);
  }

  /** Reads the key of a service that scores, and forgets it. */
  private static Optional<String> llm(
      KeySource key, String service, Map<String, String> environment, boolean remote) {
    if (remote && key.kind() == KeySource.Kind.ENVIRONMENT) {
      return Optional.empty();
    }
    try {
      Secret unused = key.read(environment, service);
      assert unused != null;
      return Optional.empty();
    } catch (SecretException e) {
      if (remote && e.kind() != FailureKind.MISSING) {
        return Optional.of(
            "the key cannot be read from here, and has to be from the workers: " + e.getMessage());
      }
      if (e.kind() == FailureKind.UNREACHABLE) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
      throw new UsageException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException(Remedies.told(e), e);
    }
  }

  /** Reads the key of Semantic Scholar and forgets it; what only the workers can tell, or empty. */
  private static String authors(KeySource key, boolean remote) {
    try {
      Secret unused = key.read(Map.of(), "Semantic Scholar");
      assert unused != null;
      return "";
    } catch (SecretException e) {
      if (remote && e.kind() != FailureKind.MISSING) {
        return "the key of Semantic Scholar cannot be read from here, and has to be from the"
            + " workers: "
            + e.getMessage();
      }
      throw new UsageException("the key of Semantic Scholar: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException("the key of Semantic Scholar: " + e.getMessage(), e);
    }
  }
}
