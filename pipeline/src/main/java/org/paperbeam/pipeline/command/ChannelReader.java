package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.delivery.Channel;
import org.paperbeam.delivery.DiscordChannel;
import org.paperbeam.delivery.FeishuChannel;
import org.paperbeam.delivery.MailChannel;
import org.paperbeam.delivery.MailSettings;
import org.paperbeam.delivery.SlackChannel;
import org.paperbeam.delivery.TelegramChannel;
import org.paperbeam.delivery.WebhookChannel;
import org.paperbeam.http.HttpUrl;
import org.paperbeam.pipeline.options.DeliverOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;
import org.paperbeam.site.MailPage;

/** The channels that the options of deliver name, with the secrets from where they are. */
final class ChannelReader {
  private final DeliverOptions options;
  private final Map<String, String> environment;

  /** An address that was named, by what its options begin with. */
  private record Webhook(String option, Secret address, Function<Secret, Channel> channel) {}

  ChannelReader(DeliverOptions options, Map<String, String> environment) {
    this.options = options;
    this.environment = environment;
  }

  /**
   * All of them.
   *
   * @throws UsageException when there is none, or something to reach one is missing
   */
  List<Channel> channels() {
    List<Channel> channels = new ArrayList<>();
    webhooks().forEach(webhook -> channels.add(webhook.channel().apply(webhook.address())));
    if (options.getMailTo() != null) {
      for (String to : recipients(options.getMailTo())) {
        channels.add(new MailChannel(mail(to), MailPage::html));
      }
    }
    if (channels.isEmpty()) {
      throw new UsageException(
          "nowhere to deliver to: give --slackWebhookEnv, another chat's, --webhookUrlEnv or --mailTo"
              + " (./paperbeam help deliver says more)");
    }
    return channels;
  }

  /** One line for every channel whose secret goes over a connection that others can read. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (Webhook webhook : webhooks()) {
      if (HttpUrl.isReadable(webhook.address().reveal())) {
        warnings.add(
            "the address of --"
                + webhook.option()
                + " is plain http: others on the way can read it, which lets them in; use https");
      }
    }
    String host = options.getSmtpHost();
    if (options.getMailTo() != null
        && host != null
        && options.getSmtpUser() != null
        && options.getSmtpSecurity().equals("none")
        && !HttpUrl.isThisMachine(host)) {
      warnings.add(
          "--smtpSecurity=none: the password goes to "
              + host
              + " as plain text, which others on the way can read; use starttls or tls");
    }
    return warnings;
  }

  private MailSettings mail(String to) {
    String user = options.getSmtpUser();
    return new MailSettings(
        new MailSettings.Server(
            needed("smtpHost", options.getSmtpHost()),
            options.getSmtpPort(),
            options.getSmtpSecurity()),
        user,
        user == null ? null : smtpPassword().orElse(null),
        needed("mailFrom", options.getMailFrom()),
        to);
  }

  /** Each gets a mail of their own, which is recorded for itself. */
  private static List<String> recipients(String addresses) {
    return Arrays.stream(addresses.split(","))
        .map(String::strip)
        .filter(to -> !to.isEmpty())
        .distinct()
        .toList();
  }

  private static String needed(String name, @Nullable String value) {
    if (value == null) {
      throw new UsageException("--mailTo needs --" + name);
    }
    return value;
  }

  /** Those whose addresses are named, in the order in which they are served. */
  private List<Webhook> webhooks() {
    List<Webhook> webhooks = new ArrayList<>();
    webhook(
        webhooks,
        "slackWebhook",
        options.getSlackWebhookFile(),
        options.getSlackWebhookEnv(),
        "the address of the Slack webhook",
        SlackChannel::new);
    webhook(
        webhooks,
        "telegramWebhook",
        options.getTelegramWebhookFile(),
        options.getTelegramWebhookEnv(),
        "the address of the Telegram bot",
        TelegramChannel::new);
    webhook(
        webhooks,
        "discordWebhook",
        options.getDiscordWebhookFile(),
        options.getDiscordWebhookEnv(),
        "the address of the Discord webhook",
        DiscordChannel::new);
    webhook(
        webhooks,
        "feishuWebhook",
        options.getFeishuWebhookFile(),
        options.getFeishuWebhookEnv(),
        "the address of the Feishu bot",
        FeishuChannel::new);
    webhook(
        webhooks,
        "webhookUrl",
        options.getWebhookUrlFile(),
        options.getWebhookUrlEnv(),
        "the address of the webhook",
        WebhookChannel::new);
    return webhooks;
  }

  private void webhook(
      List<Webhook> webhooks,
      String option,
      @Nullable String file,
      @Nullable String variable,
      String what,
      Function<Secret, Channel> channel) {
    secret(option, file, variable, what)
        .ifPresent(address -> webhooks.add(new Webhook(option, address, channel)));
  }

  private Optional<Secret> smtpPassword() {
    return secret(
        "smtpPassword",
        options.getSmtpPasswordFile(),
        options.getSmtpPasswordEnv(),
        "the password at the mail server");
  }

  /**
   * What is at the place that was named, if any. The file wins over the variable, which may be a
   * default.
   *
   * @param name what the options of both begin with
   */
  private Optional<Secret> secret(
      String name, @Nullable String file, @Nullable String variable, String what) {
    if (file == null && variable == null) {
      return Optional.empty();
    }
    KeySource place = file == null ? KeySource.environment(variable) : KeySource.file(file);
    try {
      return Optional.of(place.readLine(environment, what));
    } catch (IOException e) {
      String option = "--" + name + (file == null ? "Env" : "File");
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }
}
