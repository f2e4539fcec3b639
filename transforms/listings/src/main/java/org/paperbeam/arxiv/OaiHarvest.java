package org.paperbeam.arxiv;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;

/**
 * One set of OAI-PMH, harvested in {@code arXivRaw} from a datestamp to today. A record's datestamp
 * is its last change of any kind, so that a paper of an old day may stand anywhere up to today.
 *
 * <p>Pages are kept in the listing cache as a log that only grows, {@code
 * arXivRaw/SET/FROM/NUMBER-ASKED-from-BEGIN.xml}, ASKED being the day (UTC) of the answer and BEGIN
 * the datestamp that the service was asked from. A harvest first reads its log and then goes on
 * where the log ends:
 *
 * <ul>
 *   <li>a log that ends with the last page, answered after the range's last day, is final: every
 *       paper of the range was out by then, and nothing is asked;
 *   <li>a log that ends with an earlier last page goes on from the day before that answer;
 *   <li>a log that ends in the middle goes on with its token on the same day. Tokens expire at
 *       midnight UTC: later, or when the token is refused, it goes on from the newest datestamp it
 *       has seen, or from the beginning should the service not sort by datestamp.
 * </ul>
 *
 * <p>So records may come twice; the caller takes the newest of each. A log is given up when its
 * pages held fewer records than the service had announced.
 */
final class OaiHarvest {
  /** Takes a page, and the address or the file that it is from. */
  @FunctionalInterface
  interface Pages {
    void take(OaiPage page, String where);
  }

  /** The service knows no earlier datestamp, and refuses to be asked for one. */
  static final LocalDate FIRST_DATESTAMP = LocalDate.of(2005, 9, 16);

  /** All of arXiv is some 3,000 pages of 1,000 records. */
  static final int MOST_PAGES = 10_000;

  /** What may come on top of what was announced while it is harvested, besides a tenth of it. */
  static final int MORE_THAN_ANNOUNCED = 5_000;

  private static final Pattern LOG_NAME =
      Pattern.compile(".*/(\\d+)-(\\d{4}-\\d\\d-\\d\\d)-from-(\\d{4}-\\d\\d-\\d\\d)\\.xml");
  private static final int TOKEN_REFUSALS = 3;

  /** So many pages in a row that bring nothing new are enough. */
  private static final int PAGES_WITHOUT_NEWS = 3;

  private static final String UNRESERVED = "-._~";

  private final ArxivClient client;
  private final String url;
  private final String set;
  private final LocalDate from;
  private final LocalDate rangeEnd;

  // How far the log goes.
  private int pages;
  private @Nullable String token;
  private @Nullable LocalDate lastAsked;
  private @Nullable LocalDate newest;
  private boolean sorted = true;

  /** From which datestamp the last pages were asked for. */
  private LocalDate begin;

  // What the pages since then brought, and what the service said of them all.
  private final Set<String> records = new HashSet<>();
  private long received;
  private long announced = -1;
  private int withoutNews;
  private final Set<String> tokens = new HashSet<>();

  /**
   * @param from the first day on which a record of the range can have been changed
   * @param rangeEnd the last listing day of the range
   */
  OaiHarvest(ArxivClient client, String url, String set, LocalDate from, LocalDate rangeEnd) {
    this.client = client;
    this.url = url;
    this.set = set;
    this.from = from.isBefore(FIRST_DATESTAMP) ? FIRST_DATESTAMP : from;
    this.rangeEnd = rangeEnd;
    this.begin = this.from;
  }

  void run(Pages taker) throws IOException, InterruptedException {
    if (client.isRefresh()) {
      client.cache().delete(client.cache().list(folder() + "/*.xml"));
    }
    replay(taker);
    if (pages > 0 && token == null && lastAsked != null && lastAsked.isAfter(rangeEnd)) {
      return;
    }
    String next = token != null && client.today().equals(lastAsked) ? token : null;
    int refusals = 0;
    boolean last = false;
    while (!last) {
      try {
        next = ask(next, taker);
        last = next == null;
      } catch (OaiProtocolException e) {
        boolean expired = next != null && e.isTokenRefused();
        if (!expired || ++refusals > TOKEN_REFUSALS) {
          throw failure(e);
        }
        next = null;
      }
    }
  }

  private void replay(Pages taker) throws IOException {
    List<String> log = client.cache().list(folder() + "/*.xml");
    for (String path : log) {
      Matcher name = LOG_NAME.matcher(path);
      String answer = name.matches() ? client.kept(path) : null;
      if (name.matches() && answer == null) {
        // A log with a hole is none behind it: what was there is harvested again.
        client.cache().delete(log.subList(log.indexOf(path), log.size()));
        return;
      }
      if (answer != null) {
        OaiPage page = OaiPage.parse(answer);
        taker.take(page, path);
        LocalDate asked = LocalDate.parse(name.group(3));
        if (token == null || !asked.equals(begin)) {
          beginAt(asked);
        }
        note(page, LocalDate.parse(name.group(2)));
        pages = Integer.parseInt(name.group(1));
      }
    }
  }

  /**
   * Asks for the page of a token, or for a first page; returns the token of the next, or null when
   * it was the last.
   */
  private @Nullable String ask(@Nullable String used, Pages taker)
      throws IOException, InterruptedException {
    URI uri = used == null ? start() : resume(used);
    LocalDate today = client.today();
    ArxivClient.Read<OaiPage> read = client.read(uri, OaiPage::parse);
    // A range that is asked for holds days with listings: nothing at all is not believed at once.
    for (int attempt = 1; mustAskAgain(used, read.value(), attempt); attempt++) {
      client.pause(attempt);
      read = client.read(uri, OaiPage::parse);
    }
    OaiPage page = read.value();
    String next = page.resumptionToken();
    taker.take(page, uri.toString());
    note(page, today);
    checkProgress(used, next, uri);
    if (page.size() > 0 || pages > 0) {
      client
          .cache()
          .put("%s/%05d-%s-from-%s.xml".formatted(folder(), ++pages, today, begin), read.answer());
    }
    if (next == null) {
      checkWhole(uri);
    }
    return next;
  }

  private boolean mustAskAgain(@Nullable String used, OaiPage page, int attempt) {
    return used == null
        && pages == 0
        && page.size() == 0
        && attempt < ArxivClient.ATTEMPTS_AT_NOTHING;
  }

  /** A chain of tokens that goes in a circle, or on and on with nothing new, has to end. */
  private void checkProgress(@Nullable String used, @Nullable String next, URI uri)
      throws ListingException {
    if (next == null) {
      return;
    }
    if (used != null) {
      tokens.add(used);
    }
    if (!tokens.add(next)) {
      throw contradiction(
          "arXiv's OAI-PMH service names the same next page twice (%s); run again later"
              .formatted(uri));
    }
    if (pages >= MOST_PAGES) {
      throw contradiction(
          "arXiv's OAI-PMH service names more than %,d pages (%s); list from the public snapshot, or ask for fewer days"
              .formatted(MOST_PAGES, uri));
    }
    if (announced >= 0 && received > announced + announced / 10 + MORE_THAN_ANNOUNCED) {
      throw contradiction(
          "arXiv's OAI-PMH service announced %,d records and goes on after %,d (%s); run again later"
              .formatted(announced, received, uri));
    }
    if (withoutNews >= PAGES_WITHOUT_NEWS) {
      throw contradiction(
          "arXiv's OAI-PMH service names ever more pages and has no record on them that it did not give before (%s); run again later"
              .formatted(uri));
    }
  }

  /** Fewer records than the service announced are not the whole listing, and are not kept. */
  private void checkWhole(URI uri) throws IOException {
    if (announced > received) {
      long missing = announced;
      client.cache().delete(client.cache().list(folder() + "/*.xml"));
      throw new ListingException(
          FailureKind.INCOMPLETE,
          Remedy.LIST_FROM_SNAPSHOT,
          "arXiv's OAI-PMH service announced %d records of %s from %s and gave %d (%s); run again later, or list from the public snapshot"
              .formatted(missing, set, begin, received, uri));
    }
  }

  private static ListingException contradiction(String message) {
    return new ListingException(FailureKind.CONTRADICTION, Remedy.NONE, message);
  }

  private void note(OaiPage page, LocalDate asked) {
    int known = records.size();
    received += page.size();
    announced = page.completeListSize() < 0 ? announced : page.completeListSize();
    for (OaiRecord record : page.records()) {
      LocalDate stamp = record.datestamp();
      records.add(record.id() + " " + stamp);
      if (stamp != null) {
        sorted = sorted && (newest == null || !stamp.isBefore(newest));
        newest = newest == null || stamp.isAfter(newest) ? stamp : newest;
      }
    }
    withoutNews = records.size() > known ? 0 : withoutNews + 1;
    token = page.resumptionToken();
    lastAsked = asked;
  }

  /** A first page: of the whole harvest, or of what the log does not hold. */
  private URI start() {
    LocalDate next = from;
    if (pages > 0 && token == null && lastAsked != null) {
      next = later(lastAsked.minusDays(1));
    } else if (pages > 0 && sorted && newest != null) {
      next = later(newest);
    }
    beginAt(next);
    return URI.create(
        "%s?verb=ListRecords&metadataPrefix=arXivRaw&set=%s&from=%s".formatted(url, set, begin));
  }

  private void beginAt(LocalDate day) {
    begin = day;
    newest = day;
    sorted = true;
    received = 0;
    announced = -1;
    withoutNews = 0;
    records.clear();
    tokens.clear();
  }

  private LocalDate later(LocalDate day) {
    return day.isAfter(from) ? day : from;
  }

  private URI resume(String next) {
    return URI.create(url + "?verb=ListRecords&resumptionToken=" + encoded(next));
  }

  /** A token may be percent-encoded already, and must then be sent as it is. */
  static String encoded(String token) {
    StringBuilder out = new StringBuilder();
    for (byte b : token.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      out.append(plain || c == '%' ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return out.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  private String folder() {
    return "arXivRaw/" + set.replace(':', '-') + "/" + from;
  }

  private ListingException failure(OaiProtocolException e) {
    return new ListingException(
        e.kind(),
        e.remedy(),
        "arXiv's OAI-PMH service cannot list %s from %s: %s (%s); check the categories and dates, or run again later"
            .formatted(set, from, e.getMessage(), url),
        e);
  }
}
