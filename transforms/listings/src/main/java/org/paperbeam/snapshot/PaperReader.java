package org.paperbeam.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.arxiv.ArxivText;
import org.paperbeam.arxiv.AuthorNames;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;

/** Builds the paper of a line that {@link LineJudge} found in scope. For one line, then used up. */
final class PaperReader {
  private String id = "";
  private String title = "";
  private @Nullable String abstractText;
  private String authors = "";
  private int version = 1;
  private final List<String> categories = new ArrayList<>();
  private final List<String> parsedAuthors = new ArrayList<>();

  private PaperReader() {}

  /**
   * Reads a paper.
   *
   * @throws BadLineException when the line lacks what a paper must have
   */
  static ListedPaper read(
      JsonFactory json, byte[] bytes, int start, int length, Instant submitted, Scope scope)
      throws BadLineException {
    PaperReader paper = new PaperReader();
    try (JsonParser parser = json.createParser(bytes, start, length)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        paper.readField(parser, parser.currentName(), parser.nextToken());
      }
    } catch (IOException e) {
      // Only what is decoded here and was passed over before can be at fault: broken UTF-8.
      throw new BadLineException(
          "is not JSON: " + ArxivText.squeeze(String.valueOf(e.getMessage())));
    }
    return paper.build(submitted, scope);
  }

  private void readField(JsonParser parser, String name, JsonToken value) throws IOException {
    switch (name) {
      case "id" -> id = text(parser, value);
      case "title" -> title = text(parser, value);
      case "abstract" -> abstractText = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      case "authors" -> authors = text(parser, value);
      case "categories" -> {
        categories.clear();
        strings(parser, value).forEach(c -> categories.addAll(Categories.split(c)));
      }
      case "versions" -> version = VersionReader.read(parser, value).last();
      case "authors_parsed" -> readAuthors(parser, value);
      default -> parser.skipChildren();
    }
    if (parser.currentToken() == JsonToken.START_ARRAY
        || parser.currentToken() == JsonToken.START_OBJECT) {
      parser.skipChildren();
    }
  }

  private void readAuthors(JsonParser parser, JsonToken value) throws IOException {
    parsedAuthors.clear();
    if (value == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String name = ParsedAuthor.name(strings(parser, parser.currentToken()));
        if (!name.isEmpty()) {
          parsedAuthors.add(name);
        }
      }
    }
  }

  private ListedPaper build(Instant submitted, Scope scope) throws BadLineException {
    Optional<ArxivId.Versioned> arxivId = ArxivId.parse(id.strip());
    if (arxivId.isEmpty()) {
      throw new BadLineException("has an id that is not one of arXiv's: " + id);
    }
    if (title.isBlank()) {
      throw new BadLineException("lacks title");
    }
    if (abstractText == null) {
      throw new BadLineException("lacks abstract");
    }
    return ListedPaper.builder()
        .setArxivId(arxivId.get().id())
        .setVersion(version)
        .setDate(scope.listingDateOf(submitted))
        .setDateBasis(DateBasis.INFERRED)
        .setAnnounceType(scope.typeOf(categories))
        .setTitle(ArxivText.squeeze(title))
        .setAuthors(parsedAuthors.isEmpty() ? AuthorNames.split(authors) : parsedAuthors)
        .setAbstractText(ArxivText.squeeze(abstractText))
        .setCategories(categories)
        .setSubmitted(submitted.toString())
        .build();
  }

  private static String text(JsonParser parser, JsonToken value) throws IOException {
    return value == JsonToken.VALUE_STRING ? parser.getText() : "";
  }

  /** A string as a list of one, or the strings of an array. */
  private static List<String> strings(JsonParser parser, JsonToken value) throws IOException {
    List<String> strings = new ArrayList<>();
    if (value == JsonToken.VALUE_STRING) {
      strings.add(parser.getText());
    } else if (value == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        strings.add(text(parser, parser.currentToken()));
        parser.skipChildren();
      }
    } else {
      parser.skipChildren();
    }
    return strings;
  }
}
