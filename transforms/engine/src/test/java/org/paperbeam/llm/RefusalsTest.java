package org.paperbeam.llm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.Quirks.Part;
import org.paperbeam.secret.Secret;

/** The list of refusals as services word them, line by line. */
class RefusalsTest {
  private static List<String> lines() throws IOException {
    try (InputStream list = RefusalsTest.class.getResourceAsStream("refusals.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static String body(String told) {
    return switch (told.charAt(0)) {
      case '{', '[', '<' -> told;
      case '\'' -> told.substring(1);
      default -> {
        ObjectMapper json = new ObjectMapper();
        yield json.createObjectNode()
            .set("error", json.createObjectNode().put("message", told).put("type", "t"))
            .toString();
      }
    };
  }

  private static String meaning(boolean first, int status, String body) {
    Quirks quirks = new Quirks("m");
    if (!first) {
      quirks.answeredWith(EnumSet.allOf(Part.class));
    }
    Failed failed =
        (Failed)
            ReplyParser.read(
                new ReplyParser.Reply(status, body, RateHints.NONE),
                EnumSet.allOf(Part.class),
                quirks,
                Secret.of("KEY-12345678"));
    if (failed.kind() == Kind.FATAL) {
      return "FATAL." + failed.why();
    }
    StringBuilder meaning = new StringBuilder(failed.kind().name());
    if (failed.kind() == Kind.UNSUPPORTED) {
      for (Part part : Part.values()) {
        meaning.append(quirks.takes(part) ? "" : "-" + part);
      }
      meaning.append(quirks.room() < Integer.MAX_VALUE ? "+room" + quirks.room() : "");
    }
    return meaning.toString();
  }

  @Test
  void everyRefusalOfTheListMeansWhatItSays() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = lines();
    assertThat(lines.size(), is(greaterThan(140)));
    for (String line : lines) {
      String[] parts = line.split(" ", 3);
      boolean first = parts[0].startsWith("^");
      String wanted = first ? parts[0].substring(1) : parts[0];
      String seen = meaning(first, Integer.parseInt(parts[1]), body(parts[2]));
      if (!seen.equals(wanted) && !seen.startsWith(wanted + ".")) {
        wrong.add("%s, not %s: %s".formatted(seen, wanted, line));
      }
    }
    assertThat(String.join("\n", wrong), wrong, hasSize(0));
  }
}
