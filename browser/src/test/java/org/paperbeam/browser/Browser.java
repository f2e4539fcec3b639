package org.paperbeam.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium of its own, with an empty profile. It is found on the PATH, or named by the
 * system properties {@code paperbeam.chromium} and {@code paperbeam.chromedriver}.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it; fails with one line that says what to install when it is not there. */
  static Browser start(Path folder) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(find("paperbeam.chromium", "chromium", "chromium-browser", "google-chrome"));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-default-apps",
        "--disable-extensions",
        "--hide-scrollbars",
        "--window-size=1200,900",
        "--user-data-dir=" + folder.resolve("profile"));
    options.setExperimentalOption("prefs", Map.of("download.default_directory", folder.toString()));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(find("paperbeam.chromedriver", "chromedriver")))
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(2));
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    return new Browser(driver);
  }

  private static String find(String property, String... names) {
    String named = System.getProperty(property, "");
    if (!named.isEmpty()) {
      return named;
    }
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      for (String name : names) {
        Path path = Path.of(folder, name);
        if (Files.isExecutable(path)) {
          return path.toString();
        }
      }
    }
    throw new IllegalStateException(
        "no "
            + names[0]
            + " on the PATH: apt-get install chromium chromium-driver, or give -D"
            + property
            + "=/path/to/it");
  }

  /** Opens a page and waits until it is loaded. */
  void open(String url) {
    // Of two addresses that differ behind # only, Chromium loads the page once.
    driver.get("about:blank");
    driver.get(url);
  }

  /** What a script in the page gives back; it is the body of a function. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  String text(String script, Object... arguments) {
    return String.valueOf(run(script, arguments));
  }

  long number(String script, Object... arguments) {
    return ((Number) run(script, arguments)).longValue();
  }

  /**
   * Waits in the page until an expression holds, looked at with every frame; fails when the browser
   * gives up, after two minutes.
   */
  void await(String expression) {
    driver.executeAsyncScript(
        "var done = arguments[arguments.length - 1];"
            + "(function look() { if ("
            + expression
            + ") { done(); } else { setTimeout(look, 20); } })();");
  }

  /** What a script hands to {@code done}. */
  long later(String script) {
    return ((Number)
            driver.executeAsyncScript("var done = arguments[arguments.length - 1]; " + script))
        .longValue();
  }

  /** Chooses a file as a person does in the browser's own dialogue. */
  void choose(String input, Path file) {
    driver.findElement(By.cssSelector(input)).sendKeys(file.toString());
  }

  /** Types keys as a person does, into whatever has the focus. */
  void type(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** A width and height of the window, in CSS pixels. */
  void size(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** What the reader's system prefers: {@code light} or {@code dark}. */
  void prefer(String scheme) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Runs or does not run the scripts of pages. */
  void scripts(boolean run) {
    command("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  /** Forgets complaints and requests so far, those of the browser's own first page among them. */
  void forget() {
    driver.get("about:blank");
    complaints();
    requests();
  }

  /** Errors and warnings that pages wrote to the console since the last call. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        complaints.add(entry.getMessage());
      }
    }
    return complaints;
  }

  /** The addresses that were asked for since the last call. */
  List<String> requests() {
    List<String> urls = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = json(entry.getMessage()).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        urls.add(message.path("params").path("request").path("url").asText());
      }
    }
    return urls;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
