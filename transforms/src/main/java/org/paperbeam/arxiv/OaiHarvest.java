package org.paperbeam.arxiv;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
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
 * <p>So records may come twice; the caller takes each paper once.
 */
final class OaiHarvest {
  /** Takes a page's records. */
  @FunctionalInterface
  interface Records {
    void take(List<OaiRecord> records) throws ListingException;
  }

  private static final Pattern LOG_NAME =
      Pattern.compile(".*/(\\d+)-(\\d{4}-\\d\\d-\\d\\d)-from-(\\d{4}-\\d\\d-\\d\\d)\\.xml");
  private static final int TOKEN_REFUSALS = 3;
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

  /**
   * @param from the first datestamp that a record of the range can have
   * @param rangeEnd the last listing day of the range
   */
  OaiHarvest(ArxivClient client, String url, String set, LocalDate from, LocalDate rangeEnd) {
    this.client = client;
    this.url = url;
    this.set = set;
    this.from = from;
    this.rangeEnd = rangeEnd;
    this.begin = from;
  }

  void run(Records records) throws IOException, InterruptedException {
    replay(records);
    if (pages > 0 && token == null && lastAsked != null && lastAsked.isAfter(rangeEnd)) {
      return;
    }
    String next = token != null && client.today().equals(lastAsked) ? token : null;
    int refusals = 0;
    boolean last = false;
    while (!last) {
      try {
        next = ask(next, records);
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

  private void replay(Records records) throws IOException {
    for (String path : client.cache().list(folder() + "/*.xml")) {
      Matcher name = LOG_NAME.matcher(path);
      String answer = name.matches() ? client.kept(path) : null;
      if (answer != null) {
        OaiPage page = OaiPage.parse(answer);
        records.take(page.records());
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
  private @Nullable String ask(@Nullable String used, Records records)
      throws IOException, InterruptedException {
    URI uri = used == null ? start() : resume(used);
    LocalDate today = client.today();
    String answer = client.answer(uri);
    OaiPage page;
    try {
      page = OaiPage.parse(answer);
      records.take(page.records());
    } catch (OaiProtocolException e) {
      throw e;
    } catch (ListingException e) {
      throw ArxivClient.unusable(uri, e);
    }
    String next = page.resumptionToken();
    if (next != null && next.equals(used)) {
      throw new ListingException(
          FailureKind.CONTRADICTION,
          Remedy.NONE,
          "arXiv's OAI-PMH service names the same next page twice (%s); run again later"
              .formatted(uri));
    }
    client.cache().put("%s/%05d-%s-from-%s.xml".formatted(folder(), ++pages, today, begin), answer);
    note(page, today);
    return next;
  }

  private void note(OaiPage page, LocalDate asked) {
    for (OaiRecord record : page.records()) {
      LocalDate stamp = record.datestamp();
      if (stamp != null) {
        sorted = sorted && (newest == null || !stamp.isBefore(newest));
        newest = newest == null || stamp.isAfter(newest) ? stamp : newest;
      }
    }
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
