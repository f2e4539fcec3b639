package org.paperbeam.site;

/** Days were published by somebody else while pages were made of them; they are made again. */
final class PagesMovedException extends Exception {
  private static final long serialVersionUID = 1L;

  PagesMovedException(String month) {
    super("the days of " + month + " have changed");
  }
}
