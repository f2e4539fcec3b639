package org.paperbeam.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sets up the JDK's clients for all services alike: HTTP/1.1, which every one of them speaks. */
public final class HttpClients {
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
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(redirects)
        .connectTimeout(connect);
  }
}
