package org.paperbeam.pipeline.options;

import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.arxiv.ListRequest;

/** Which days and papers are listed, and from where. */
@Description("The listing")
public interface ListingOptions extends PipelineOptions {
  @Description("The announcement date, e.g. 2025-03-25.")
  @Setting(
      order = 30,
      type = ValueType.DATE,
      initialText = "the newest announcement",
      inProfile = false)
  @Nullable String getDate();

  void setDate(@Nullable String value);

  @Description("The first date of a range, with --to.")
  @Setting(order = 31, type = ValueType.DATE, inProfile = false)
  @Nullable String getFrom();

  void setFrom(@Nullable String value);

  @Description("The last date of a range, inclusive, with --from.")
  @Setting(order = 32, type = ValueType.DATE, inProfile = false)
  @Nullable String getTo();

  void setTo(@Nullable String value);

  @Description(
      "Minutes for which the run waits, asking every ten, when the day's announcement is"
          + " not out yet; for one day.")
  @Setting(
      order = 44,
      type = ValueType.WHOLE,
      max = 1440,
      initial = "0",
      inProfile = false,
      inTemplate = false)
  Integer getWaitMinutes();

  void setWaitMinutes(Integer value);

  @Description("The arXiv categories, e.g. cs.LG,cs.AI.")
  @Setting(order = 33, type = ValueType.CATEGORIES, initialText = "profile")
  @Nullable List<String> getCategories();

  void setCategories(@Nullable List<String> value);

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
  @Nullable String getSource();

  void setSource(@Nullable String value);

  @Description(
      "The files of the public snapshot, for --source=snapshot: a pattern, local or"
          + " gs://, plain, .gz or .zst.")
  @Setting(order = 36, type = ValueType.PATH)
  @Nullable String getSnapshotFiles();

  void setSnapshotFiles(@Nullable String value);

  @Description(
      "How many entries of a listing, or lines of a snapshot, may be unreadable before the run"
          + " fails; the others are published.")
  @Setting(
      order = 37,
      type = ValueType.WHOLE,
      initialText = "0 for a snapshot; 10 for arXiv's services, and no more than can be read")
  @Nullable Integer getMaxBadRecords();

  void setMaxBadRecords(@Nullable Integer value);

  @Description("Ask arXiv again for what the listing cache holds.")
  @Setting(order = 45, type = ValueType.FLAG, initial = "false", inProfile = false)
  Boolean getRefresh();

  void setRefresh(Boolean value);

  @Description("The folder that keeps the raw answers of arXiv, so that none is asked for twice.")
  @Setting(order = 38, type = ValueType.PATH, initialText = "OUTPUT/listings")
  @Nullable String getListingCache();

  void setListingCache(@Nullable String value);

  @Description("Seconds between two requests to arXiv, over the whole job; arXiv asks for 3.")
  @Setting(
      order = 39,
      type = ValueType.NUMBER,
      max = 3600,
      initial = "" + ListRequest.DEFAULT_SPACING_SECONDS)
  Double getArxivSecondsBetweenRequests();

  void setArxivSecondsBetweenRequests(Double value);

  @Description("An e-mail address or page that arXiv sees in the User-Agent.")
  @Setting(order = 40, type = ValueType.TEXT)
  @Nullable String getContact();

  void setContact(@Nullable String value);

  @Description("The base URL of the RSS feeds.")
  @Setting(order = 41, type = ValueType.URL, initial = ListRequest.DEFAULT_RSS_URL)
  String getArxivRssUrl();

  void setArxivRssUrl(String value);

  @Description("The base URL of the API.")
  @Setting(order = 42, type = ValueType.URL, initial = ListRequest.DEFAULT_API_URL)
  String getArxivApiUrl();

  void setArxivApiUrl(String value);

  @Description("The base URL of the OAI-PMH service.")
  @Setting(order = 43, type = ValueType.URL, initial = ListRequest.DEFAULT_OAI_URL)
  String getArxivOaiUrl();

  void setArxivOaiUrl(String value);
}
