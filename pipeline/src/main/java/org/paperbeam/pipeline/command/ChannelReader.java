package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.delivery.Channel;
import org.paperbeam.delivery.MailChannel;
import org.paperbeam.delivery.MailSettings;
import org.paperbeam.delivery.Secret;
import org.paperbeam.delivery.SlackChannel;
import org.paperbeam.delivery.WebhookChannel;
import org.paperbeam.pipeline.options.DeliverOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.site.MailPage;

/** The channels that the options of deliver name, with the secrets from where they are. */
final class ChannelReader {
  private final DeliverOptions options;
  private final Map<String, String> environment;

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
    slackWebhook().map(SlackChannel::new).ifPresent(channels::add);
    webhookUrl().map(WebhookChannel::new).ifPresent(channels::add);
    if (options.getMailTo() != null) {
      channels.add(new MailChannel(mail(options.getMailTo()), MailPage::html));
    }
    if (channels.isEmpty()) {
      throw new UsageException(
          "nowhere to deliver to: give --slackWebhookEnv, --webhookUrlEnv or --mailTo"
              + " (./paperbeam help deliver says more)");
    }
    return channels;
  }

  private MailSettings mail(String recipients) {
    String user = options.getSmtpUser();
    return new MailSettings(
        new MailSettings.Server(
            needed("smtpHost", options.getSmtpHost()),
            options.getSmtpPort(),
            options.getSmtpSecurity()),
        user,
        user == null ? null : smtpPassword().orElse(null),
        needed("mailFrom", options.getMailFrom()),
        Arrays.stream(recipients.split(","))
            .map(String::strip)
            .filter(to -> !to.isEmpty())
            .toList());
  }

  private static String needed(String name, @Nullable String value) {
    if (value == null) {
      throw new UsageException("--mailTo needs --" + name);
    }
    return value;
  }

  private Optional<String> slackWebhook() {
    return secret(
        file("slackWebhookFile", options.getSlackWebhookFile()),
        variable("slackWebhookEnv", options.getSlackWebhookEnv()));
  }

  private Optional<String> webhookUrl() {
    return secret(
        file("webhookUrlFile", options.getWebhookUrlFile()),
        variable("webhookUrlEnv", options.getWebhookUrlEnv()));
  }

  private Optional<String> smtpPassword() {
    return secret(
        file("smtpPasswordFile", options.getSmtpPasswordFile()),
        variable("smtpPasswordEnv", options.getSmtpPasswordEnv()));
  }

  private static Optional<Secret> file(String option, @Nullable String path) {
    return Optional.ofNullable(path).map(given -> Secret.file(option, given));
  }

  private static Optional<Secret> variable(String option, @Nullable String name) {
    return Optional.ofNullable(name).map(given -> Secret.variable(option, given));
  }

  /** The file wins over the variable, which may be a default. */
  private Optional<String> secret(Optional<Secret> file, Optional<Secret> variable) {
    Optional<Secret> place = file.or(() -> variable);
    try {
      return place.isPresent() ? Optional.of(place.get().read(environment)) : Optional.empty();
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
