package org.paperbeam.arxiv;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.http.HttpAnswers;
import org.paperbeam.http.HttpReply;
import org.paperbeam.paper.DayKind;

/**
 * The newest listing, from arXiv's RSS feed. One feed for all categories; when that feed reaches
 * {@value #FEED_LIMIT} items it was cut (new papers are the ones left out), and then one for each
 * category. A feed of one category that was cut is an error.
 *
 * <p>A day that was named is also found in the listing cache, where a feed stays under its day:
 * that is how a run goes on tomorrow where it stopped today. A feed that gives the last kept day
 * again under a new date is refused and not kept.
 */
final class RssLister implements Lister {
  /** The most items arXiv puts into a feed (info.arxiv.org/help/rss.html). */
  static final int FEED_LIMIT = 2000;

  private static final Pattern KEPT = Pattern.compile(".*/(\\d{4}-\\d\\d-\\d\\d)\\.xml");

  private final ListRequest request;
  private final ArxivClient client;
  private final AnnouncementCalendar calendar;

  RssLister(ListRequest request, ArxivClient client, AnnouncementCalendar calendar) {
    this.request = request;
    this.client = client;
    this.calendar = calendar;
  }

  @Override
  public void list(ListingSink sink) throws IOException, InterruptedException {
    LocalDate asked = request.getFrom();
    if (asked != null && kind(asked) == DayKind.WEEKEND) {
      new FeedDay(asked, List.of())
          .emit(request.getAnnounceTypes(), DayKind.WEEKEND, List.of(), sink);
      return;
    }
    FeedDay found = read(asked);
    FeedDay day = asked == null ? found : asAsked(asked, found);
    boolean announced = !day.isEmpty();
    day.emit(
        request.getAnnounceTypes(),
        announced ? DayKind.ANNOUNCED : kind(day.date()),
        warnings(day),
        sink);
  }

  /** The feeds of the newest listing, or of the day asked for when they are kept. */
  private FeedDay read(@Nullable LocalDate asked) throws IOException, InterruptedException {
    List<String> categories = ArxivTaxonomy.namesOf(request.getCategories());
    RssFeed combined = fetch(String.join("+", categories), asked);
    List<RssFeed> feeds = new ArrayList<>();
    boolean cut = combined.size() >= FEED_LIMIT;
    if (cut && categories.size() > 1) {
      for (String category : categories) {
        RssFeed feed = fetch(category, asked);
        if (feed.size() >= FEED_LIMIT) {
          throw cut(category);
        }
        feeds.add(feed);
      }
    } else if (cut) {
      throw cut(categories.get(0));
    } else {
      feeds.add(combined);
    }
    LocalDate day = null;
    for (RssFeed feed : feeds) {
      LocalDate own = feed.size() == 0 ? null : feed.day();
      if (own != null && day != null && !own.equals(day)) {
        throw new ListingException(
            FailureKind.CONTRADICTION,
            Remedy.NONE,
            "arXiv's RSS feeds changed from the listing of %s to that of %s while they were read (%s): run again"
                .formatted(day, own, request.getRssUrl()));
      }
      day = own == null ? day : own;
    }
    return new FeedDay(day == null ? emptyFeedsDay(feeds) : day, feeds);
  }

  private RssFeed fetch(String categories, @Nullable LocalDate asked)
      throws IOException, InterruptedException {
    String path = categories + "/%s.xml";
    String kept = asked == null ? null : client.kept(path.formatted(asked));
    RssFeed known = kept == null ? null : RssFeed.parse(kept);
    if (known != null && repeats(known).isEmpty()) {
      return known;
    }
    URI uri = URI.create(request.getRssUrl().replaceFirst("/+$", "") + "/" + categories);
    for (int attempt = 1; ; attempt++) {
      HttpReply reply = client.ask(uri);
      RssFeed feed;
      try {
        feed = read(reply);
      } catch (UnreadableException e) {
        if (reply.status() != 200 || attempt == ArxivClient.ATTEMPTS) {
          throw unusable(reply, uri, categories, e);
        }
        client.pause(attempt);
        continue;
      } catch (ListingException e) {
        throw unusable(reply, uri, categories, e);
      }
      if (feed.size() > 0) {
        LocalDate before = repeats(feed).orElse(null);
        if (before != null) {
          throw repeated(feed, before, uri);
        }
        client.cache().put(path.formatted(feed.day()), reply.body());
        return feed;
      }
      boolean due = kind(emptyFeedsDay(List.of(feed))) == DayKind.ANNOUNCED;
      if (!due || attempt >= ArxivClient.ATTEMPTS_AT_NOTHING) {
        return feed;
      }
      client.pause(attempt);
    }
  }

  private static RssFeed read(HttpReply reply) throws ListingException {
    RssFeed feed = RssFeed.parse(reply.body());
    if (reply.status() != 200) {
      throw new ListingException("HTTP " + reply.status());
    }
    if (feed.size() > 0 && feed.day() == null) {
      throw new ListingException("it does not say which day it lists");
    }
    return feed;
  }

  /**
   * The earlier day whose kept listing this feed gives again: yesterday's batch has been served
   * under today's date. More than half of the entries, with version and announce type, say so; a
   * day repeats one or two of the day before at the most.
   */
  private Optional<LocalDate> repeats(RssFeed feed) throws IOException {
    LocalDate day = feed.day();
    if (day == null || feed.items().isEmpty()) {
      return Optional.empty();
    }
    NavigableMap<LocalDate, List<String>> kept = new TreeMap<>();
    for (String path : client.cache().list("*/*.xml")) {
      Matcher name = KEPT.matcher(path);
      if (name.matches()) {
        kept.computeIfAbsent(LocalDate.parse(name.group(1)), d -> new ArrayList<>()).add(path);
      }
    }
    Map.Entry<LocalDate, List<String>> before = kept.lowerEntry(day);
    if (before == null) {
      return Optional.empty();
    }
    Set<String> listed = new HashSet<>();
    for (String path : before.getValue()) {
      String answer = client.cache().stored(path);
      if (answer != null) {
        RssFeed.parse(answer).items().forEach(item -> listed.add(entry(item)));
      }
    }
    long again = feed.items().stream().filter(item -> listed.contains(entry(item))).count();
    return 2 * again > feed.items().size() ? Optional.of(before.getKey()) : Optional.empty();
  }

  private static String entry(RssItem item) {
    return item.id() + "v" + item.version() + " " + item.type();
  }

  private static ListingException repeated(RssFeed feed, LocalDate before, URI uri) {
    return new ListingException(
        FailureKind.NOT_OUT_YET,
        Remedy.NONE,
        "arXiv's RSS feed calls itself the listing of %s and holds the papers of %s again (%s): that of %s is not out yet, run again later"
            .formatted(feed.day(), before, uri, feed.day()));
  }

  private static ListingException unusable(
      HttpReply reply, URI uri, String categories, ListingException why) {
    String status = reply.status() == 200 ? "" : " (HTTP " + reply.status() + ")";
    HttpAnswers.Meaning meaning =
        HttpAnswers.of(HttpAnswers.Service.ARXIV_RSS, reply.status(), "").orElseThrow();
    String advice = meaning.say().replace("{categories}", categories.replace("+", ", "));
    return new ListingException(
        meaning.kind(),
        why.remedy(),
        "arXiv's RSS feed %s cannot be used%s: %s; %s"
            .formatted(uri, status, why.getMessage(), advice),
        why);
  }

  /** What the feed says of the day asked for; an error when it is another day's. */
  private FeedDay asAsked(LocalDate asked, FeedDay found) throws ListingException {
    if (found.date().equals(asked)) {
      return found;
    }
    if (kind(asked) != DayKind.ANNOUNCED) {
      return new FeedDay(asked, List.of());
    }
    boolean notOutYet = found.date().isBefore(asked);
    throw new ListingException(
        notOutYet ? FailureKind.NOT_OUT_YET : FailureKind.MISSING,
        Remedy.LIST_FROM_ARCHIVE,
        "arXiv's RSS feed holds the listing of %s, not of %s, which was asked for (%s)"
            .formatted(found.date(), asked, request.getRssUrl()));
  }

  private List<String> warnings(FeedDay day) {
    LocalDate date = day.date();
    List<String> warnings = new ArrayList<>();
    if (day.isEmpty()) {
      if (kind(date) == DayKind.ANNOUNCED) {
        warnings.add(EmptyDays.warning(date));
      } else if (kind(date) == DayKind.NOT_ANNOUNCED_YET) {
        warnings.add(EmptyDays.notYet(date, calendar.newestAnnounced(request.getNow())));
      }
      return warnings;
    }
    for (RssFeed feed : day.feeds()) {
      LocalDate built = feed.built();
      if (built != null && built.isAfter(date) && kind(built) == DayKind.ANNOUNCED) {
        warnings.add(
            "%s: the feed was built on %s, a day with a listing of its own, and still holds that of %s"
                .formatted(date, built, date));
      }
    }
    return warnings;
  }

  /** An empty feed's day: what the channel says, else today in arXiv's time zone. */
  private LocalDate emptyFeedsDay(List<RssFeed> feeds) {
    LocalDate day = feeds.get(0).channelDay();
    return day == null ? request.getNow().atZone(FeedDates.EASTERN).toLocalDate() : day;
  }

  private DayKind kind(LocalDate date) {
    return calendar.kindOf(date, request.getNow());
  }

  private ListingException cut(String category) {
    return new ListingException(
        FailureKind.INCOMPLETE,
        Remedy.LIST_FROM_OAI_LATER,
        "arXiv's RSS feed of %s holds %d items, its limit: papers were left out (%s/%s)"
            .formatted(category, FEED_LIMIT, request.getRssUrl(), category));
  }
}
