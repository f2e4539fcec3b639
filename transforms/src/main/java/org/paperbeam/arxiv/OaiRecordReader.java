package org.paperbeam.arxiv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ArxivId;

/** Reads one record of OAI-PMH in each of arXiv's formats. What cannot be read is named. */
final class OaiRecordReader {
  private static final String ID_PREFIX = "oai:arXiv.org:";
  private static final String COMMENT = "Comment:";

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
    return new OaiRecord(
        bare.id(), bare.datestamp(), false, bare.sets(), metadata(node, bare.id(), number));
  }

  static OaiRecord header(XmlNode header, int number) throws ListingException {
    String identifier = header.textOf("identifier");
    String id =
        identifier.startsWith(ID_PREFIX) ? identifier.substring(ID_PREFIX.length()) : identifier;
    boolean deleted = header.attribute("status").equals("deleted");
    // A record that is gone is not looked at: it may be named in any way.
    if (!deleted && ArxivId.parse(id).isEmpty()) {
      throw new ListingException(
          "record %d has no arXiv id but '%s'"
              .formatted(number, ArxivText.beginning(identifier, 60)));
    }
    return new OaiRecord(
        id,
        date(header.textOf("datestamp")),
        deleted,
        header.children("setSpec").stream().map(XmlNode::squeezed).toList(),
        null);
  }

  private static OaiMetadata metadata(XmlNode node, String id, int number) throws ListingException {
    String title = node.textOf("title");
    if (title.isEmpty()) {
      throw new ListingException("record %d (%s) has no title".formatted(number, id));
    }
    if (node.name().equals("dc")) {
      return dublinCore(node, title);
    }
    if (!List.of("arXiv", "arXivRaw", "arXivOld").contains(node.name())) {
      throw new ListingException(
          "record %d (%s) is in the unknown format <%s>".formatted(number, id, node.name()));
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
    List<OaiMetadata.Version> versions = versions(node, id, number);
    return new OaiMetadata(
        node.name(),
        title,
        node.textOf("abstract"),
        authors(node),
        categories,
        versions,
        versions.isEmpty()
            ? date(node.textOf("created"))
            : versions.get(0).submitted().atZone(ZoneOffset.UTC).toLocalDate());
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

  /** Names in parts, or one string of all names. */
  private static List<String> authors(XmlNode node) {
    XmlNode authors = node.child("authors").orElse(null);
    if (authors == null) {
      return List.of();
    }
    List<XmlNode> parts = authors.children("author");
    if (parts.isEmpty()) {
      return AuthorNames.split(authors.text());
    }
    return parts.stream()
        .map(
            a ->
                ArxivText.squeeze(
                    a.textOf("forenames") + " " + a.textOf("keyname") + " " + a.textOf("suffix")))
        .filter(n -> !n.isEmpty())
        .toList();
  }

  private static OaiMetadata dublinCore(XmlNode node, String title) {
    return new OaiMetadata(
        node.name(),
        title,
        node.children("description").stream()
            .map(XmlNode::squeezed)
            .filter(d -> !d.startsWith(COMMENT))
            .findFirst()
            .orElse(""),
        node.children("creator").stream().map(c -> forwards(c.squeezed())).toList(),
        List.of(),
        List.of(),
        date(node.textOf("date")));
  }

  /** {@code Luger, Rodrigo} as {@code Rodrigo Luger}; a suffix, the third part, stays the last. */
  private static String forwards(String name) {
    String[] parts = name.split(",\\s*", 3);
    return parts.length == 1
        ? name
        : ArxivText.squeeze(parts[1] + " " + parts[0] + (parts.length == 3 ? ", " + parts[2] : ""));
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
