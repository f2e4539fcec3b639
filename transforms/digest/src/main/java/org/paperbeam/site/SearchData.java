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
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A day's papers as pages load them when they are asked for: scripts that hand one array to the
 * page. Scripts, because a page that was opened as a file may load scripts but not data. The array
 * is JSON in which no text can end the script or a line of it.
 */
final class SearchData {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().characterEscapes(new InScript()).build();

  /** Writes the arguments of a call. */
  @FunctionalInterface
  interface Arguments {
    void write(JsonGenerator json) throws IOException;
  }

  private SearchData() {}

  /** The selected papers of a day, best first, without their abstracts. */
  static byte[] papers(String date, List<PaperView> papers) {
    return rows(
        date,
        "papers",
        json -> {
          for (PaperView paper : papers) {
            row(json, paper, paper.authorLine(), paper.plainComment());
            json.writeEndArray();
          }
        });
  }

  /**
   * The papers of a month, best first, none twice: rows like those of a day, without comments, with
   * their dates at the end and no more names than a list shows.
   */
  static byte[] month(String month, List<PaperView> papers) {
    return rows(
        month,
        "papers",
        json -> {
          for (PaperView paper : papers) {
            row(json, paper, paper.manyAuthors(), "");
            json.writeString(paper.date());
            json.writeEndArray();
          }
        });
  }

  /** The beginning of a row, which is to be ended. */
  private static void row(JsonGenerator json, PaperView paper, String authors, String comment)
      throws IOException {
    json.writeStartArray();
    texts(json, paper.id(), paper.plainTitle(), authors, comment);
    texts(json, paper.verdict(), paper.categoryLine());
    json.writeNumber(paper.order());
    json.writeNumber(number(paper.relevance()));
    json.writeNumber(number(paper.novelty()));
    String topic = paper.topic();
    json.writeString(topic == null ? "" : topic);
  }

  /** The abstracts of a day's selected papers, in the order of their rows. */
  static byte[] abstracts(String date, List<PaperView> papers) {
    return rows(
        date,
        "abstracts",
        json -> {
          for (PaperView paper : papers) {
            json.writeString(paper.plainAbstract());
          }
        });
  }

  /** The papers that are not selected, near misses first. */
  static byte[] others(String date, List<OtherView> others) {
    return rows(
        date,
        "others",
        json -> {
          for (OtherView paper : others) {
            json.writeStartArray();
            texts(json, paper.id(), paper.plainTitle(), paper.authors(), paper.plainComment());
            texts(json, paper.verdict(), paper.categoryLine());
            texts(json, paper.group().title(), paper.reason(), paper.pair());
            json.writeEndArray();
          }
        });
  }

  private static byte[] rows(String date, String kind, Arguments rows) {
    return call(
        "paperbeamRows",
        json -> {
          texts(json, date, kind);
          json.writeStartArray();
          rows.write(json);
          json.writeEndArray();
        });
  }

  /** A script that calls a function of the page. */
  static byte[] call(String function, Arguments arguments) {
    ByteArrayOutputStream script = new ByteArrayOutputStream(16 * 1024);
    try (JsonGenerator json = JSON.createGenerator(script)) {
      json.writeRaw(function + "(...");
      json.writeStartArray();
      arguments.write(json);
      json.writeEndArray();
      json.writeRaw(");\n");
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be written", e);
    }
    return script.toByteArray();
  }

  /** 0 for an unknown one. */
  static int number(@Nullable Integer score) {
    return score == null ? 0 : score;
  }

  static void texts(JsonGenerator json, String... texts) throws IOException {
    for (String text : texts) {
      json.writeString(text);
    }
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
