package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.storage.Folder;

/** Pages by the Nu Html Checker, feeds by the rules of RFC 4287. */
class MarkupIT {
  @TempDir Path folder;

  @Test
  void everyPageIsValidHtml() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Folder site :
        List.of(Sites.demo(folder.resolve("demo")), Sites.thirteenDays(folder.resolve("days")))) {
      EmbeddedValidator validator = new EmbeddedValidator();
      validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
      for (String page : Sites.pages(site)) {
        String report = validator.validate(Path.of(site.path(), page));
        for (JsonNode message : Browser.json(report).path("messages")) {
          String text = message.path("message").asText();
          // It does not know where the page is served; a browser does, and has its say elsewhere.
          if (!text.startsWith("Resource violates Content Security Policy")) {
            wrong.add(page + ":" + message.path("lastLine").asInt() + ": " + text);
          }
        }
      }
      for (String feed : site.list("*.xml")) {
        String xml = site.readIfPresent(feed);
        AtomRules.broken(xml).forEach(rule -> wrong.add(feed + ": " + rule));
        assertThat(feed + " of a site with days", xml, containsString("<entry>"));
      }
      // A topic's feed is there for who wants to follow it before its first paper.
      for (String feed : site.list("topics/*.xml")) {
        AtomRules.broken(site.readIfPresent(feed)).forEach(rule -> wrong.add(feed + ": " + rule));
      }
    }
    assertThat(wrong, is(empty()));
  }
}
