package org.paperbeam.citation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paperbeam.paper.ArxivId;

/**
 * What reference managers read of a paper. Texts are as they read, not escaped.
 *
 * @param date when it was announced, ISO
 * @param categories the primary one first
 */
public record CitedPaper(
    String arxivId, String title, List<CitedName> authors, String date, List<String> categories) {
  /** More names than anybody has looked at in a page's head. */
  private static final int MOST_NAMES = 50;

  /** A name and a value; several may have one name. */
  public record Field(String name, String value) {}

  /**
   * The DOI that arXiv has registered for every paper, old ones included; the subject class in an
   * old id ({@code math.GT/0309136}) is not part of it.
   */
  public static String doi(String arxivId) {
    return "10.48550/arXiv." + arxivId.replaceFirst("\\.[A-Z]{2}/", "/");
  }

  /** The year in the id: a cross-list of today may be a paper of 2019. */
  private String year() {
    int month = ArxivId.month(arxivId);
    return month == Integer.MAX_VALUE ? date.substring(0, 4) : Integer.toString(month / 100);
  }

  private List<CitedName> firstAuthors() {
    return authors.subList(0, Math.min(MOST_NAMES, authors.size()));
  }

  /**
   * The tags that Highwire Press introduced and that search engines and reference managers read
   * ({@code citation_title} ...): for a page of this paper alone.
   */
  public List<Field> tags() {
    List<Field> tags = new ArrayList<>();
    tags.add(new Field("citation_title", title));
    firstAuthors().forEach(name -> tags.add(new Field("citation_author", name.inverted())));
    tags.add(new Field("citation_publication_date", year()));
    tags.add(new Field("citation_online_date", date.replace('-', '/')));
    tags.add(new Field("citation_arxiv_id", arxivId));
    tags.add(new Field("citation_doi", doi(arxivId)));
    tags.add(new Field("citation_abstract_html_url", ArxivId.abstractPage(arxivId)));
    tags.add(new Field("citation_pdf_url", "https://arxiv.org/pdf/" + arxivId));
    categories.forEach(category -> tags.add(new Field("citation_keywords", category)));
    return tags;
  }

  /** The same in one tag, {@code citation_reference}, for a page that lists several papers. */
  public Field reference() {
    StringBuilder value = new StringBuilder();
    for (Field tag : tags()) {
      value
          .append(value.isEmpty() ? "" : "; ")
          .append(tag.name())
          .append('=')
          .append(tag.value().replace(';', ','));
    }
    return new Field("citation_reference", value.toString());
  }

  /** OpenURL in a COinS: what stands in the title of a {@code <span class="Z3988">}. */
  public String coins() {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    pairs.add(Map.entry("ctx_ver", "Z39.88-2004"));
    pairs.add(Map.entry("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"));
    pairs.add(Map.entry("rft_id", "info:doi/" + doi(arxivId)));
    pairs.add(Map.entry("rft_id", ArxivId.abstractPage(arxivId)));
    pairs.add(Map.entry("rft.type", "preprint"));
    pairs.add(Map.entry("rft.title", title));
    for (CitedName name : firstAuthors()) {
      pairs.add(Map.entry("rft.creator", name.inverted()));
    }
    pairs.add(Map.entry("rft.date", year()));
    pairs.add(Map.entry("rft.publisher", "arXiv"));
    pairs.add(Map.entry("rft.identifier", ArxivId.abstractPage(arxivId)));
    categories.forEach(category -> pairs.add(Map.entry("rft.subject", category)));
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> pair : pairs) {
      text.append(text.isEmpty() ? "" : "&").append(pair.getKey()).append('=');
      text.append(URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return text.toString();
  }
}
