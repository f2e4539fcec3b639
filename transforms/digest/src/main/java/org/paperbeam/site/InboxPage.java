package org.paperbeam.site;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The page of what is unread: the browser knows that, so the page tells it which days there are.
 *
 * @param days the newest, newest first
 */
record InboxPage(List<DayView> days) {
  private static final List<Integer> SPANS = List.of(1, 3, 7, 14, 30);
  private static final int USUAL = 7;

  /**
   * How far back the inbox may reach.
   *
   * @param days with a digest
   */
  record Span(int days, boolean chosen) {
    String name() {
      return days == 1 ? "the newest day" : "the last " + days + " days";
    }
  }

  /** Those that the reader can choose. */
  List<Span> spans() {
    return SPANS.stream().map(length -> new Span(length, length == USUAL)).toList();
  }

  /** The dates, as the page's script reads them. */
  String data() {
    return days.stream().map(DayView::date).collect(Collectors.joining(" "));
  }
}
