package org.paperbeam.arxiv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ArxivId;

/** Reads one record of OAI-PMH in the format {@code arXivRaw}. What cannot be read is named. */
final class OaiRecordReader {
  private static final String ID_PREFIX = "oai:arXiv.org:";

  private OaiRecordReader() {}

  static OaiRecord record(XmlNode record, int number) throws ListingException {
    XmlNode header =
        record
            .child("header")
            .orElseThrow(() -> new ListingException("record %d has no header".formatted(number)));
    OaiRecord bare = header(header, number);
    List<XmlNode> metadata = record.child("metadata").map(XmlNode::children).orElse(List.of());
    if (bare.deleted()) {
      return bare;
    }
    if (metadata.isEmpty()) {
      throw new ListingException(
          "record %d (%s) has no metadata and is not deleted".formatted(number, bare.id()));
    }
    XmlNode node = metadata.get(0);
    return new OaiRecord(bare.id(), bare.datestamp(), false, metadata(node, bare.id(), number));
  }

  /** The id that a record's header names, or an empty text. */
  static String idOf(XmlNode record) {
    return record.child("header").map(OaiRecordReader::identified).orElse("");
  }

  private static String identified(XmlNode header) {
    String identifier = header.textOf("identifier");
    return identifier.startsWith(ID_PREFIX) ? identifier.substring(ID_PREFIX.length()) : identifier;
  }

  static OaiRecord header(XmlNode header, int number) throws ListingException {
    String id = identified(header);
    boolean deleted = header.attribute("status").equals("deleted");
    // A record that is gone is not looked at: it may be named in any way.
    if (!deleted && ArxivId.parse(id).isEmpty()) {
      throw new ListingException(
          "record %d has no arXiv id but '%s'"
              .formatted(number, ArxivText.beginning(header.textOf("identifier"), 60)));
    }
    return new OaiRecord(id, date(header.textOf("datestamp")), deleted, null);
  }

  private static OaiMetadata metadata(XmlNode node, String id, int number) throws ListingException {
    if (!node.name().equals("arXivRaw")) {
      throw new OaiFormatException(
          "record %d (%s) is in the format <%s>, not in <arXivRaw>"
              .formatted(number, id, node.name()));
    }
    String title = node.textOf("title");
    if (title.isEmpty()) {
      throw new ListingException("record %d (%s) has no title".formatted(number, id));
    }
    String own = node.textOf("id");
    if (!own.equals(id)) {
      throw new ListingException(
          "record %d names two papers, %s and %s".formatted(number, id, own));
    }
    List<String> categories = ArxivCategories.among(List.of(node.textOf("categories").split(" ")));
    if (categories.isEmpty()) {
      throw new ListingException("record %d (%s) has no categories".formatted(number, id));
    }
    return new OaiMetadata(
        title,
        node.textOf("abstract"),
        AuthorNames.split(node.child("authors").map(XmlNode::text).orElse("")),
        categories,
        versions(node, id, number));
  }

  private static List<OaiMetadata.Version> versions(XmlNode node, String id, int number)
      throws ListingException {
    List<OaiMetadata.Version> versions = new ArrayList<>();
    for (XmlNode version : node.children("version")) {
      String name = version.attribute("version");
      ZonedDateTime date = FeedDates.rfc2822(version.textOf("date"));
      if (!name.matches("v[1-9]\\d{0,3}") || date == null) {
        throw new ListingException(
            "record %d (%s) has a version '%s' of '%s', which cannot be read"
                .formatted(number, id, name, version.textOf("date")));
      }
      versions.add(new OaiMetadata.Version(Integer.parseInt(name.substring(1)), date.toInstant()));
    }
    versions.sort(Comparator.comparingInt(OaiMetadata.Version::number));
    return versions;
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
