package org.paperbeam.arxiv;

/** OAI-PMH answers in arXiv's form. */
final class OaiXml {
  private OaiXml() {}

  static String answer(String inside) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2025-06-01T00:00:00Z</responseDate>
        <request verb="ListRecords">http://oaipmh.arxiv.org/oai</request>%s</OAI-PMH>
        """
        .formatted(inside);
  }

  static String error(String code) {
    return answer("<error code=\"%s\">Some words.</error>".formatted(code));
  }

  /** A page of records; no token element for null. */
  static String page(String token, String... records) {
    return answer(
        "<ListRecords>"
            + String.join("", records)
            + (token == null ? "" : "<resumptionToken>" + token + "</resumptionToken>")
            + "</ListRecords>");
  }

  /** A record in arXivRaw whose versions were submitted at these times (RFC 2822). */
  static String raw(String id, String datestamp, String categories, String... versions) {
    StringBuilder history = new StringBuilder();
    for (int i = 0; i < versions.length; i++) {
      history.append(
          "<version version=\"v%d\"><date>%s</date><size>1kb</size></version>"
              .formatted(i + 1, versions[i]));
    }
    return """
        <record><header><identifier>oai:arXiv.org:%1$s</identifier><datestamp>%2$s</datestamp><setSpec>cs:cs:LG</setSpec></header>
        <metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>%1$s</id><submitter>X</submitter>%3$s<title>Title of
         %1$s</title><authors>A. B (X, Y), C. D and E. F, Jr.</authors><categories>%4$s</categories><abstract>  Some
        text.
        </abstract></arXivRaw></metadata></record>"""
        .formatted(id, datestamp, history, categories);
  }

  static String deleted(String id) {
    return "<record><header status=\"deleted\"><identifier>oai:arXiv.org:%s</identifier><datestamp>2025-03-20</datestamp></header></record>"
        .formatted(id);
  }
}
