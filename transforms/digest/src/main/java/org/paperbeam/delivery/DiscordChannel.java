package org.paperbeam.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.paperbeam.json.JsonText;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.secret.Secret;

/**
 * A Discord webhook. The message holds the best papers, as many as Discord's limits of ten embeds
 * and 6,000 characters in all of them allow (discord.com/developers/docs/resources/message); nobody
 * is mentioned, whatever a title says.
 */
public final class DiscordChannel implements Channel {
  private static final int PAPERS = 10;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_TEXT = 380;
  private static final int LONGEST_MESSAGE = 1900;

  private final Secret address;

  /** A webhook at that address. */
  public DiscordChannel(Secret address) {
    this.address = address;
  }

  @Override
  public String name() {
    return "discord";
  }

  @Override
  public String place() {
    return address.reveal();
  }

  @Override
  public void send(DigestMessage message) throws IOException, InterruptedException {
    WebPost.send(WebPost.address("discordWebhookEnv", address), json(message), Map.of(), "Discord");
  }

  static String json(DigestMessage message) {
    List<PaperRecord> papers = message.digest().papers();
    StringBuilder text = new StringBuilder("**" + escape(message.heading()) + "**\n");
    text.append(escape(message.summary()));
    if (message.page() != null) {
      text.append(" ").append(message.page());
    }
    message.notices().forEach(notice -> text.append("\n> ").append(escape(notice)));
    if (papers.size() > PAPERS) {
      text.append("\nThe best ").append(PAPERS).append(":");
    }
    ObjectNode node = JsonText.object();
    node.put("content", ShortText.cut(text.toString(), LONGEST_MESSAGE));
    node.putObject("allowed_mentions").putArray("parse");
    ArrayNode embeds = node.putArray("embeds");
    for (PaperRecord paper : message.best(PAPERS)) {
      String said = "*" + DigestMessage.verdict(paper) + "* " + escape(DigestMessage.said(paper));
      embeds
          .addObject()
          .put("title", ShortText.cut(escape(DigestMessage.title(paper)), LONGEST_TITLE))
          .put("url", ArxivId.abstractPage(paper.getPaper().getArxivId()))
          .put("description", ShortText.cut(said, LONGEST_TEXT));
    }
    return JsonText.line(node);
  }

  /** Discord's Markdown begins with these. */
  static String escape(String text) {
    return text.replaceAll("([\\\\*_~`|>\\[\\]()#<@-])", "\\\\$1");
  }
}
