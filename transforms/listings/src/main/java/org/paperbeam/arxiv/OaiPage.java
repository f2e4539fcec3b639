package org.paperbeam.arxiv;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.HttpAnswers;

/**
 * One answer of an OAI-PMH service that holds records (openarchives.org/OAI/openarchivesprotocol):
 * {@code ListRecords}, {@code GetRecord}, {@code ListIdentifiers}, or a record by itself.
 *
 * @param records none when the service says {@code noRecordsMatch}
 * @param resumptionToken asks for the next page, exactly as it came; null on the last page
 * @param completeListSize how many records all pages have together; -1 when the service does not
 *     say
 * @param bad the records that cannot be read
 */
record OaiPage(
    List<OaiRecord> records,
    @Nullable String resumptionToken,
    long completeListSize,
    List<BadEntry> bad) {
  private static final Set<String> WITHOUT_RECORDS =
      Set.of("Identify", "ListSets", "ListMetadataFormats");

  public OaiPage {
    records = List.copyOf(records);
    bad = List.copyOf(bad);
  }

  /** How many records the page has, those that cannot be read too. */
  int size() {
    return records.size() + bad.size();
  }

  /**
   * Reads an answer. Errors come under status 200; {@code noRecordsMatch} is an empty page.
   *
   * @throws OaiProtocolException for every other error
   */
  public static OaiPage parse(String answer) throws ListingException {
    return Xml.read(
        answer,
        reader ->
            switch (reader.getLocalName()) {
              case "OAI-PMH" -> read(reader);
              case "record" ->
                  new OaiPage(
                      List.of(OaiRecordReader.record(XmlNode.read(reader), 1)),
                      null,
                      -1,
                      List.of());
              default ->
                  throw new ListingException(
                      "the answer is not OAI-PMH: it begins with <%s>"
                          .formatted(reader.getLocalName()));
            });
  }

  private static OaiPage read(XMLStreamReader reader) throws XMLStreamException, ListingException {
    List<OaiRecord> records = new ArrayList<>();
    List<BadEntry> bad = new ArrayList<>();
    String token = null;
    long size = -1;
    boolean answered = false;
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      String name = reader.getLocalName();
      switch (name) {
        case "ListRecords", "GetRecord", "ListIdentifiers" -> answered = true;
        case "record" -> {
          XmlNode node = XmlNode.read(reader);
          try {
            records.add(OaiRecordReader.record(node, records.size() + bad.size() + 1));
          } catch (OaiFormatException e) {
            throw e;
          } catch (ListingException e) {
            bad.add(BadEntry.of(OaiRecordReader.idOf(node), e, node));
          }
        }
        case "header" ->
            records.add(OaiRecordReader.header(XmlNode.read(reader), records.size() + 1));
        case "resumptionToken" -> {
          XmlNode node = XmlNode.read(reader);
          String text = node.text().strip();
          token = text.isEmpty() ? null : text;
          size = size(node.attribute("completeListSize"));
        }
        case "error" -> {
          answered = true;
          throwUnlessNothing(XmlNode.read(reader));
        }
        default -> {
          if (WITHOUT_RECORDS.contains(name)) {
            throw new ListingException(
                "the answer is one to %s and holds no records".formatted(name));
          }
          XmlNode.read(reader);
        }
      }
    }
    if (!answered) {
      throw new ListingException("the OAI-PMH answer holds neither records nor an error");
    }
    return new OaiPage(records, token, size, bad);
  }

  private static long size(String text) {
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : -1;
  }

  private static void throwUnlessNothing(XmlNode error) throws OaiProtocolException {
    String code = error.attribute("code");
    HttpAnswers.Meaning meaning =
        HttpAnswers.of(HttpAnswers.Service.ARXIV_OAI, 200, code).orElseThrow();
    if (meaning.step() != HttpAnswers.Step.NOTHING) {
      throw new OaiProtocolException(
          code.isEmpty() ? "an error without a code" : code, error.squeezed(), meaning);
    }
  }
}
