package org.paperbeam.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperbeam.json.JsonText;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.secret.Secret;

/**
 * A chat of Telegram, written to by a bot (core.telegram.org/bots/api#sendmessage). The message
 * holds the best papers, as many as its limit of 4,096 characters allows.
 */
public final class TelegramChannel implements Channel {
  private static final int LONGEST_MESSAGE = 4000;
  private static final int LONGEST_COMMENT = 300;

  private static final Pattern CHAT =
      Pattern.compile("(?:^|&)chat_id=(-?\\d{1,20}|@\\w{1,64})(?:&|$)");

  private final Secret address;

  /** A bot's address: {@code https://api.telegram.org/botTOKEN/sendMessage?chat_id=ID}. */
  public TelegramChannel(Secret address) {
    this.address = address;
  }

  @Override
  public String name() {
    return "telegram";
  }

  @Override
  public String place() {
    return address.reveal();
  }

  @Override
  public void send(DigestMessage message) throws IOException, InterruptedException {
    URI uri = WebPost.address("telegramWebhookEnv", address);
    Matcher chat = CHAT.matcher(String.valueOf(uri.getQuery()));
    if (!chat.find()) {
      throw new IOException(
          "the address of Telegram's bot must end with /sendMessage?chat_id= and the chat's number"
              + " or @name");
    }
    URI bot = URI.create(address.reveal().strip().split("\\?", 2)[0]);
    WebPost.send(bot, json(message, chat.group(1)), Map.of(), "Telegram");
  }

  static String json(DigestMessage message, String chat) {
    ObjectNode node =
        JsonText.object().put("chat_id", chat).put("parse_mode", "HTML").put("text", text(message));
    node.putObject("link_preview_options").put("is_disabled", true);
    return JsonText.line(node);
  }

  private static String text(DigestMessage message) {
    StringBuilder text = new StringBuilder("<b>" + escape(message.heading()) + "</b>\n");
    text.append(escape(message.summary()));
    message.notices().forEach(notice -> text.append("\n! ").append(escape(notice)));
    String page = message.page();
    String end = page == null ? "" : "\n\n<a href=\"" + escape(page) + "\">All of them</a>";
    int number = 0;
    for (PaperRecord paper : message.digest().papers()) {
      String entry = entry(++number, paper);
      if (text.length() + entry.length() + end.length() > LONGEST_MESSAGE) {
        break;
      }
      text.append(entry);
    }
    return text + end;
  }

  private static String entry(int number, PaperRecord paper) {
    String url = ArxivId.abstractPage(paper.getPaper().getArxivId());
    String comment = ShortText.cut(DigestMessage.said(paper), LONGEST_COMMENT);
    return "\n\n"
        + (number + ". <a href=\"" + url + "\">" + escape(DigestMessage.title(paper)) + "</a>\n")
        + ("<i>" + escape(DigestMessage.verdict(paper)) + "</i> ")
        + escape(comment);
  }

  /** What Telegram's HTML takes for markup. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
