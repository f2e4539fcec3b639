package org.paperbeam.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The titles and abstracts of the real answers and snapshot files in {@code shared/samples}. */
public final class SampleTexts {
  private static final Set<String> ELEMENTS = Set.of("title", "abstract", "summary", "description");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FIELDS = Set.of("title", "abstract");

  private SampleTexts() {}

  /** All of them, of every file that holds papers of arXiv's. */
  public static List<String> all() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : files("atom", "oai", "rss", "snapshot")) {
      String name = file.getFileName().toString();
      if (name.endsWith(".xml") || name.endsWith(".rdf")) {
        xml(file, texts);
      } else if (name.endsWith(".json") || name.endsWith(".txt")) {
        json(file, texts);
      }
    }
    return List.copyOf(texts);
  }

  private static List<Path> files(String... folders) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> all = Files.list(SharedData.path("samples/" + folder))) {
        all.sorted().forEach(files::add);
      }
    }
    return files;
  }

  private static void xml(Path file, List<String> texts) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && ELEMENTS.contains(xml.getLocalName())) {
          texts.add(text(xml));
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException("cannot read " + file, e);
    }
  }

  /** An element's text, that of elements in it too. */
  private static String text(XMLStreamReader xml) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    for (int depth = 1; depth > 0; ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        default -> {}
      }
    }
    return text.toString();
  }

  /** One document, or a line each. */
  private static void json(Path file, List<String> texts) throws IOException {
    String text = Files.readString(file);
    List<String> documents = text.startsWith("[") ? List.of(text) : text.lines().toList();
    for (String document : documents) {
      if (!document.isBlank()) {
        fields(JSON.readTree(document), texts);
      }
    }
  }

  private static void fields(JsonNode node, List<String> texts) {
    node.fields()
        .forEachRemaining(
            field -> {
              if (FIELDS.contains(field.getKey()) && field.getValue().isTextual()) {
                texts.add(field.getValue().textValue());
              }
            });
    node.forEach(child -> fields(child, texts));
  }
}
