package org.paperbeam.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.paperbeam.json.JsonText;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.secret.Secret;

/**
 * A custom bot of Feishu or Lark, the same service under two names. The message holds the best
 * papers, as many as its limit of 20 kB allows. What a bot refuses it says in the body of an answer
 * 200.
 */
public final class FeishuChannel implements Channel {
  private static final int PAPERS = 20;
  private static final int LONGEST_TITLE = 150;
  private static final int LONGEST_TEXT = 300;

  private final Secret address;

  /** A custom bot's webhook. */
  public FeishuChannel(Secret address) {
    this.address = address;
  }

  @Override
  public String name() {
    return "feishu";
  }

  @Override
  public String place() {
    return address.reveal();
  }

  @Override
  public void send(DigestMessage message) throws IOException, InterruptedException {
    String answer =
        WebPost.send(
            WebPost.address("feishuWebhookEnv", address), json(message), Map.of(), "Feishu");
    int code;
    try {
      JsonNode said = JsonText.parse(answer);
      code = said.path("code").asInt(said.path("StatusCode").asInt(0));
    } catch (IllegalArgumentException e) {
      throw new IOException("Feishu's answer cannot be read: it is no JSON", e);
    }
    if (code != 0) {
      throw new IOException(
          "Feishu refused it with code "
              + code
              + ": see the bot's settings of keywords and addresses");
    }
  }

  static String json(DigestMessage message) {
    ObjectNode node = JsonText.object().put("msg_type", "post");
    ObjectNode post = node.putObject("content").putObject("post").putObject("en_us");
    post.put("title", message.heading());
    ArrayNode lines = post.putArray("content");
    ArrayNode first = text(lines.addArray(), message.summary());
    String page = message.page();
    if (page != null) {
      link(text(first, " "), "Read the day's page", page);
    }
    message.notices().forEach(notice -> text(lines.addArray(), "! " + notice));
    int number = 0;
    for (PaperRecord paper : message.best(PAPERS)) {
      link(
          text(lines.addArray(), ++number + ". "),
          ShortText.cut(DigestMessage.title(paper), LONGEST_TITLE),
          ArxivId.abstractPage(paper.getPaper().getArxivId()));
      text(
          lines.addArray(),
          ShortText.cut(
              DigestMessage.verdict(paper) + ". " + DigestMessage.said(paper), LONGEST_TEXT));
    }
    return JsonText.line(node);
  }

  private static ArrayNode text(ArrayNode line, String text) {
    line.addObject().put("tag", "text").put("text", text);
    return line;
  }

  private static void link(ArrayNode line, String text, String address) {
    line.addObject().put("tag", "a").put("text", text).put("href", address);
  }
}
