package org.paperbeam.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.paperbeam.json.JsonText;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.secret.Secret;

/**
 * A Slack incoming webhook. The message holds the best papers, as many as Slack's limits of 50
 * blocks and 3,000 characters a block allow (docs.slack.dev/reference/block-kit/blocks).
 */
public final class SlackChannel implements Channel {
  private static final int PAPERS = 25;
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_BLOCK = 2900;

  private final Secret address;

  /** An incoming webhook at that address. */
  public SlackChannel(Secret address) {
    this.address = address;
  }

  @Override
  public String name() {
    return "slack";
  }

  @Override
  public String place() {
    return address.reveal();
  }

  @Override
  public void send(DigestMessage message) throws IOException, InterruptedException {
    URI uri = WebPost.address("slackWebhookEnv", address);
    WebPost.send(uri, json(message), Map.of(), "Slack");
  }

  static String json(DigestMessage message) {
    ObjectNode node = JsonText.object().put("text", escape(message.heading()));
    node.put("unfurl_links", false);
    ArrayNode blocks = node.putArray("blocks");
    ObjectNode header = blocks.addObject().put("type", "header");
    header.putObject("text").put("type", "plain_text").put("text", message.heading());
    section(blocks, escape(message.summary()) + link(message));
    for (String notice : message.notices()) {
      section(blocks, "> " + escape(notice));
    }
    List<PaperRecord> papers = message.digest().papers();
    for (PaperRecord paper : message.best(PAPERS)) {
      section(blocks, paper(paper));
    }
    if (papers.size() > PAPERS) {
      section(blocks, "and " + (papers.size() - PAPERS) + " more." + link(message));
    }
    return JsonText.line(node);
  }

  private static String paper(PaperRecord paper) {
    return "*<"
        + ArxivId.abstractPage(paper.getPaper().getArxivId())
        + "|"
        + escape(ShortText.cut(DigestMessage.title(paper), LONGEST_TITLE)).replace("|", "¦")
        + ">*\n"
        + escape(ShortText.cut(DigestMessage.authors(paper), LONGEST_TITLE))
        + "\n_"
        + DigestMessage.verdict(paper)
        + "_ "
        + escape(DigestMessage.said(paper));
  }

  private static String link(DigestMessage message) {
    String page = message.page();
    return page == null ? "" : " <" + page + "|Read the day's page>";
  }

  private static void section(ArrayNode blocks, String text) {
    ObjectNode block = blocks.addObject().put("type", "section");
    block.putObject("text").put("type", "mrkdwn").put("text", ShortText.cut(text, LONGEST_BLOCK));
  }

  /** Slack's three control characters; marks of emphasis are broken by a space of no width. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([*_~`])", "\u200b$1\u200b");
  }
}
