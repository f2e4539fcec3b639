package org.paperbeam.arxiv;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.paper.DayKind;

/** Lists feeds from the class path, oldest day first: a sample of announcements, offline. */
final class BundledLister implements Lister {
  private final ListRequest request;

  BundledLister(ListRequest request) {
    this.request = request;
  }

  @Override
  public void list(ListingSink sink) throws IOException {
    Map<LocalDate, List<RssFeed>> days = new TreeMap<>();
    for (String name : request.getBundledFeeds()) {
      RssFeed feed = read(name);
      LocalDate day = feed.day();
      if (day == null) {
        throw new ListingException("the bundled feed " + name + " does not say which day it lists");
      }
      days.computeIfAbsent(day, d -> new ArrayList<>()).add(feed);
    }
    for (Map.Entry<LocalDate, List<RssFeed>> day : days.entrySet()) {
      if (request.asksFor(day.getKey())) {
        new FeedDay(day.getKey(), day.getValue())
            .emit(request.getAnnounceTypes(), DayKind.ANNOUNCED, List.of(), sink);
      }
    }
  }

  private static RssFeed read(String name) throws IOException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? BundledLister.class.getClassLoader() : context;
    try (InputStream in = loader.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("the class path lacks the bundled feed " + name);
      }
      return RssFeed.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
