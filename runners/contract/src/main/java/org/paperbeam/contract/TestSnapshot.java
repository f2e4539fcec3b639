package org.paperbeam.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.Compression;

/** Papers in the form of the public snapshot: an object a line, submitted on a day at noon UTC. */
final class TestSnapshot {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

  private TestSnapshot() {}

  /** A line for each paper; the first was submitted on that day, the others a day later each. */
  static List<String> lines(List<TestPaper> papers, LocalDate first) {
    List<String> lines = new ArrayList<>();
    LocalDate day = first;
    for (TestPaper paper : papers) {
      lines.add(line(paper, day));
      day = day.plusDays(1);
    }
    return lines;
  }

  private static String line(TestPaper paper, LocalDate day) {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", paper.id());
    line.put("title", paper.title());
    line.put("categories", String.join(" ", paper.categories()));
    line.put("abstract", "  " + paper.abstractText() + "\n");
    line.putArray("versions")
        .addObject()
        .put("version", "v1")
        .put("created", day.atTime(12, 0).atOffset(ZoneOffset.UTC).format(RFC_2822));
    line.put("update_date", day.plusDays(1).toString());
    line.putArray("authors_parsed").addArray().add("Nobody").add("A.").add("");
    return line.toString();
  }

  /** The lines as a file, packed as its name says. */
  static byte[] file(String name, List<String> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WritableByteChannel channel =
        Compression.detect(name).writeCompressed(Channels.newChannel((OutputStream) bytes))) {
      ByteBuffer text =
          ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
    }
    return bytes.toByteArray();
  }
}
