package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paperbeam.delivery.Channel;
import org.paperbeam.delivery.MailChannel;
import org.paperbeam.delivery.MailSettings;
import org.paperbeam.delivery.Secret;
import org.paperbeam.delivery.SlackChannel;
import org.paperbeam.delivery.WebhookChannel;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.site.MailPage;

/** The channels that the options of deliver name, with the secrets from where they are. */
final class ChannelReader {
  private final Values values;
  private final Map<String, String> environment;

  ChannelReader(Values values, Map<String, String> environment) {
    this.values = values;
    this.environment = environment;
  }

  /**
   * All of them.
   *
   * @throws UsageException when there is none, or something to reach one is missing
   */
  List<Channel> channels() {
    List<Channel> channels = new ArrayList<>();
    secret("slackWebhookEnv", "slackWebhookFile").map(SlackChannel::new).ifPresent(channels::add);
    secret("webhookUrlEnv", "webhookUrlFile").map(WebhookChannel::new).ifPresent(channels::add);
    if (values.has("mailTo")) {
      channels.add(new MailChannel(mail(), MailPage::html));
    }
    if (channels.isEmpty()) {
      throw new UsageException(
          "nowhere to deliver to: give --slackWebhookEnv, --webhookUrlEnv or --mailTo"
              + " (./paperbeam help deliver says more)");
    }
    return channels;
  }

  private MailSettings mail() {
    Optional<String> user = text("smtpUser");
    return new MailSettings(
        new MailSettings.Server(
            needed("smtpHost"),
            values.get("smtpPort", Integer.class),
            values.get("smtpSecurity", String.class)),
        user.orElse(null),
        user.isPresent() ? secret("smtpPasswordEnv", "smtpPasswordFile").orElse(null) : null,
        needed("mailFrom"),
        Arrays.stream(values.get("mailTo", String.class).split(","))
            .map(String::strip)
            .filter(to -> !to.isEmpty())
            .toList());
  }

  private String needed(String name) {
    return text(name).orElseThrow(() -> new UsageException("--mailTo needs --" + name));
  }

  /** The file wins over the variable, which may be a default. */
  private Optional<String> secret(String variable, String file) {
    Optional<Secret> place =
        text(file)
            .map(path -> Secret.file(file, path))
            .or(() -> text(variable).map(name -> Secret.variable(variable, name)));
    try {
      return place.isPresent() ? Optional.of(place.get().read(environment)) : Optional.empty();
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private Optional<String> text(String name) {
    return values.find(name, String.class);
  }
}
