package org.paperbeam.site;

import gg.jte.output.StringOutput;
import org.paperbeam.delivery.DigestMessage;

/** A digest as an e-mail's HTML: one narrow column, no script, no picture, nothing from outside. */
public final class MailPage {
  private MailPage() {}

  /** The whole text; everything in it is escaped. */
  public static String html(DigestMessage message) {
    StringOutput html = new StringOutput(32 * 1024);
    SiteFiles.TEMPLATES.render("mail.jte", message, html);
    return html.toString();
  }
}
