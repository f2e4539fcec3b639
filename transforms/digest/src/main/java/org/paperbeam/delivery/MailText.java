package org.paperbeam.delivery;

import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;

/** A digest as plain text for e-mail. */
final class MailText {
  private MailText() {}

  static String of(DigestMessage message) {
    StringBuilder text = new StringBuilder();
    text.append(message.subject()).append("\n\n");
    message.notices().forEach(notice -> text.append("! ").append(notice).append("\n\n"));
    text.append(message.summary()).append('\n');
    if (message.page() != null) {
      text.append(message.page()).append('\n');
    }
    int number = 0;
    for (PaperRecord paper : message.mailed()) {
      number++;
      text.append('\n').append(number).append(". ").append(DigestMessage.title(paper)).append('\n');
      text.append("   ").append(DigestMessage.authors(paper)).append('\n');
      text.append("   ").append(DigestMessage.verdict(paper)).append('\n');
      String comment = DigestMessage.said(paper);
      if (!comment.isEmpty()) {
        text.append("   ").append(comment).append('\n');
      }
      text.append("   ").append(ArxivId.abstractPage(paper.getPaper().getArxivId())).append('\n');
    }
    if (!message.notMailed().isEmpty()) {
      text.append('\n').append(message.notMailed()).append('\n');
    }
    return text.toString();
  }
}
