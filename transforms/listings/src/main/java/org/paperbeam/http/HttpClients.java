package org.paperbeam.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sets up the JDK's clients for all services alike: HTTP/1.1, which every one of them speaks, by
 * the proxies and with the certificate authorities that the process's variables name (see {@link
 * EnvironmentProxies} and {@link TrustedAuthorities}).
 */
public final class HttpClients {
  private static final String TUNNELLING = "jdk.http.auth.tunneling.disabledSchemes";

  private HttpClients() {}

  /**
   * A client on these threads, for one that is closed while the job goes on.
   *
   * @param connect how long a connection may take to be made
   */
  public static HttpClient of(
      ExecutorService threads, Duration connect, HttpClient.Redirect redirects) {
    return of(connect, redirects).executor(threads).build();
  }

  /** A client on threads of its own that sends nothing to another address than it was given. */
  public static HttpClient of(Duration connect) {
    return of(connect, HttpClient.Redirect.NEVER).build();
  }

  /**
   * Whether clients can be made with these variables.
   *
   * @throws IllegalStateException when one of them names a file of certificates that is none; one
   *     line for the user
   */
  public static void check(Map<String, String> environment) {
    boolean unused = TrustedAuthorities.of(environment).isPresent();
    assert unused || environment.getOrDefault(TrustedAuthorities.VARIABLE, "").isBlank();
  }

  /** Two threads, enough for any number of calls, that keep no program from its end. */
  public static ExecutorService threads(String name) {
    return Executors.newFixedThreadPool(
        2,
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private static HttpClient.Builder of(Duration connect, HttpClient.Redirect redirects) {
    return of(connect, redirects, System.getenv());
  }

  /** The same for those variables; {@link #of(Duration)} takes the process's own. */
  static HttpClient.Builder of(
      Duration connect, HttpClient.Redirect redirects, Map<String, String> environment) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(redirects)
            .connectTimeout(connect);
    TrustedAuthorities.of(environment).ifPresent(builder::sslContext);
    EnvironmentProxies proxies = new EnvironmentProxies(environment);
    if (proxies.isEmpty()) {
      return builder;
    }
    proxies
        .authenticator()
        .ifPresent(
            password -> {
              // The JDK sends no password to a proxy for https:// unless it is told that it may.
              if (System.getProperty(TUNNELLING) == null) {
                System.setProperty(TUNNELLING, "");
              }
              builder.authenticator(password);
            });
    return builder.proxy(proxies);
  }
}
