package org.paperbeam.pipeline.options;

import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Which days and papers are listed, and from where. */
@Description("The listing")
public interface ListingOptions extends PipelineOptions {
  @Description("The announcement date, e.g. 2025-03-25.")
  @Setting(
      order = 30,
      type = ValueType.DATE,
      initialText = "the newest announcement",
      inProfile = false)
  String getDate();

  void setDate(String value);

  @Description("The first date of a range, with --to.")
  @Setting(order = 31, type = ValueType.DATE, inProfile = false)
  String getFrom();

  void setFrom(String value);

  @Description("The last date of a range, inclusive, with --from.")
  @Setting(order = 32, type = ValueType.DATE, inProfile = false)
  String getTo();

  void setTo(String value);

  @Description(
      "Minutes for which the run waits, asking every ten, when the day's announcement is"
          + " not out yet; for one day.")
  @Setting(order = 32, type = ValueType.WHOLE, max = 1440, initial = "0", inProfile = false)
  Integer getWaitMinutes();

  void setWaitMinutes(Integer value);

  @Description("The arXiv categories, e.g. cs.LG,cs.AI.")
  @Setting(order = 33, type = ValueType.CATEGORIES, initialText = "profile")
  List<String> getCategories();

  void setCategories(List<String> value);

  @Description("Which kinds of announcement.")
  @Setting(
      order = 34,
      type = ValueType.WORDS,
      initial = "new,cross",
      words = {"new", "cross", "replace", "replace-cross"})
  List<String> getAnnounceTypes();

  void setAnnounceTypes(List<String> value);

  @Description("Where the listing comes from.")
  @Setting(
      order = 35,
      type = ValueType.WORD,
      initialText = "rss for one day, oai for a range",
      words = {"rss", "api", "oai", "snapshot"})
  String getSource();

  void setSource(String value);

  @Description(
      "The files of the public snapshot, for --source=snapshot: a pattern, local or"
          + " gs://, plain, .gz or .zst.")
  @Setting(order = 36, type = ValueType.TEXT)
  String getSnapshotFiles();

  void setSnapshotFiles(String value);

  @Description("How many lines of a snapshot may be unreadable before the run fails.")
  @Setting(order = 37, type = ValueType.WHOLE, initial = "0")
  Integer getMaxBadRecords();

  void setMaxBadRecords(Integer value);

  @Description("The folder that keeps the raw answers of arXiv, so that none is asked for twice.")
  @Setting(order = 38, type = ValueType.TEXT, initialText = "OUTPUT/listings")
  String getListingCache();

  void setListingCache(String value);

  @Description("Seconds between two requests to arXiv, over the whole job; arXiv asks for 3.")
  @Setting(order = 39, type = ValueType.NUMBER, max = 3600, initial = "3")
  Double getArxivSecondsBetweenRequests();

  void setArxivSecondsBetweenRequests(Double value);

  @Description("An e-mail address or page that arXiv sees in the User-Agent.")
  @Setting(order = 40, type = ValueType.TEXT)
  String getContact();

  void setContact(String value);

  @Description("The base URL of the RSS feeds.")
  @Setting(order = 41, type = ValueType.URL, initial = "https://rss.arxiv.org/rss")
  String getArxivRssUrl();

  void setArxivRssUrl(String value);

  @Description("The base URL of the API.")
  @Setting(order = 42, type = ValueType.URL, initial = "https://export.arxiv.org/api/query")
  String getArxivApiUrl();

  void setArxivApiUrl(String value);

  @Description("The base URL of the OAI-PMH service.")
  @Setting(order = 43, type = ValueType.URL, initial = "https://oaipmh.arxiv.org/oai")
  String getArxivOaiUrl();

  void setArxivOaiUrl(String value);
}
