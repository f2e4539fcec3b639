package org.paperbeam.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code YYYY-MM-DD/citations.js}: what an entry of a list of references tells of each paper of a
 * day. A script, because a page that was opened as a file may load scripts but not data; all but
 * ASCII is escaped in it, and what could end it.
 */
final class CitationData {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private CitationData() {}

  /** The file of a day. */
  static byte[] write(String date, List<PaperView> papers) {
    StringWriter script = new StringWriter(2048 * (1 + papers.size()));
    try (JsonGenerator json = JSON.createGenerator(script)) {
      json.writeRaw("paperbeamCitations(\"" + date + "\",");
      json.writeStartArray();
      for (PaperView paper : papers) {
        json.writeStartArray();
        json.writeString(paper.id());
        json.writeString(paper.plainTitle());
        json.writeString(paper.bibtexAuthors());
        json.writeString(paper.categoryLine());
        json.writeString(paper.plainAbstract());
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeRaw(");\n");
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be written", e);
    }
    // These stand in texts alone.
    return script
        .toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .getBytes(StandardCharsets.UTF_8);
  }
}
