package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.storage.Folder;

/** The site as any web server shows it, below a path. */
class ServedIT {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html",
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml",
          "woff2", "font/woff2",
          "xml", "application/atom+xml");

  @TempDir Path folder;

  @Test
  void aReadersMorningWorksBelowAPath() throws Exception {
    Folder site = Sites.thirteenDays(folder.resolve("days"));
    HttpServer server = serve(Path.of(site.path()));
    String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/me/papers/";
    try (Browser browser = Browser.start(folder)) {
      browser.forget();
      browser.open(base + "index.html");
      click(browser, "#newest a");
      assertThat(
          browser.text("return document.querySelector('h1').textContent"),
          is("Friday, 4 April 2025"));
      browser.type("j", "o", "s");
      click(browser, "a[rel=prev]");
      assertThat(
          browser.text("return document.querySelector('h1').textContent"),
          is("Thursday, 3 April 2025"));
      click(browser, ".steps a[href*='2025-04/']");
      assertThat(
          browser.number("return document.querySelectorAll('.has-star').length > 0 ? 1 : 0"),
          is(1L));
      click(browser, ".places a[href*='search']");
      browser.type("/", "divergence");
      browser.await("document.querySelector('#results .katex')");
      click(browser, "#results a.title");
      assertThat(
          browser.text("return document.querySelector('.paper:target details').open"), is("true"));
      click(browser, ".places a[href*='starred']");
      assertThat(
          browser.text("return document.querySelector('#results').textContent"),
          containsString("TiC-LM"));
      List<String> elsewhere = new ArrayList<>(browser.requests());
      elsewhere.removeIf(url -> url.startsWith(base) || url.equals("about:blank"));
      assertThat(elsewhere, is(empty()));
      assertThat(browser.complaints(), is(empty()));
    } finally {
      server.stop(0);
    }
  }

  private static void click(Browser browser, String link) {
    browser.run("window.before = true; document.querySelector(arguments[0]).click()", link);
    browser.await("!window.before && document.readyState === 'complete'");
  }

  private static HttpServer serve(Path site) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/me/papers/",
        exchange -> {
          String path = exchange.getRequestURI().getPath().substring("/me/papers/".length());
          Path file = site.resolve(path);
          boolean found = Files.isRegularFile(file);
          byte[] body = found ? Files.readAllBytes(file) : new byte[0];
          String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
          if (type != null) {
            exchange.getResponseHeaders().set("Content-Type", type);
          }
          exchange.sendResponseHeaders(found ? 200 : 404, found ? body.length : -1);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
