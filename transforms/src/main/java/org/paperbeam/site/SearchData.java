package org.paperbeam.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonpCharacterEscapes;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A month's papers as the search page loads them: a script that hands one array to the page. A
 * script, because a page that was opened as a file may load scripts but not data. The array is JSON
 * in which no text can end the script or a line of it.
 */
final class SearchData {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().characterEscapes(new InScript()).build();

  private SearchData() {}

  /** The file of a month ({@code YYYY-MM}), papers in the order of their days. */
  static byte[] write(String month, List<PaperView> papers) {
    ByteArrayOutputStream script = new ByteArrayOutputStream(2048 * (1 + papers.size()));
    try (JsonGenerator json = JSON.createGenerator(script)) {
      json.writeRaw("paperbeamMonth(\"" + month + "\",");
      json.writeStartArray();
      for (PaperView paper : papers) {
        row(json, paper);
      }
      json.writeEndArray();
      json.writeRaw(");\n");
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be written", e);
    }
    return script.toByteArray();
  }

  private static void row(JsonGenerator json, PaperView paper) throws IOException {
    json.writeStartArray();
    json.writeString(paper.id());
    json.writeString(paper.date());
    json.writeString(paper.plainTitle());
    json.writeString(paper.authorLine());
    json.writeString(paper.plainAbstract());
    json.writeString(paper.plainComment());
    json.writeString(paper.verdict());
    json.writeNumber(paper.order());
    json.writeString(paper.categoryLine());
    json.writeEndArray();
  }

  /** Beside what JSON asks for, what ends a script in a page, and what ends a line in a script. */
  private static final class InScript extends JsonpCharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = super.getEscapeCodesForAscii().clone();
      codes['<'] = CharacterEscapes.ESCAPE_STANDARD;
      codes['>'] = CharacterEscapes.ESCAPE_STANDARD;
      return codes;
    }
  }
}
