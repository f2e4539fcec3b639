package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The options of deliver: which day or week goes where. No option holds a secret. */
@Description("The delivery")
public interface DeliverOptions extends OutputOptions, SiteOptions {
  @Description("The day to deliver, as an announcement date.")
  @Setting(order = 100, type = ValueType.DATE, initialText = "the newest digest", inProfile = false)
  @Nullable String getDate();

  void setDate(@Nullable String value);

  @Description("The environment variable that holds the address of a Slack incoming webhook.")
  @Setting(order = 102, type = ValueType.VARIABLE, inProfile = false)
  @Nullable String getSlackWebhookEnv();

  void setSlackWebhookEnv(@Nullable String value);

  @Description("A file that holds the address of a Slack incoming webhook.")
  @Setting(order = 103, type = ValueType.PATH, inProfile = false)
  @Nullable String getSlackWebhookFile();

  void setSlackWebhookFile(@Nullable String value);

  @Description("The environment variable that holds the address of a webhook that takes JSON.")
  @Setting(order = 104, type = ValueType.VARIABLE, inProfile = false)
  @Nullable String getWebhookUrlEnv();

  void setWebhookUrlEnv(@Nullable String value);

  @Description("A file that holds the address of a webhook that takes JSON.")
  @Setting(order = 105, type = ValueType.PATH, inProfile = false)
  @Nullable String getWebhookUrlFile();

  void setWebhookUrlFile(@Nullable String value);

  @Description("Who gets the digest by e-mail: addresses with commas between them.")
  @Setting(order = 106, type = ValueType.TEXT, inProfile = false)
  @Nullable String getMailTo();

  void setMailTo(@Nullable String value);

  @Description("The sender's e-mail address.")
  @Setting(order = 107, type = ValueType.TEXT, inProfile = false)
  @Nullable String getMailFrom();

  void setMailFrom(@Nullable String value);

  @Description("The host of the SMTP server.")
  @Setting(order = 108, type = ValueType.TEXT, inProfile = false)
  @Nullable String getSmtpHost();

  void setSmtpHost(@Nullable String value);

  @Description("The port of the SMTP server.")
  @Setting(
      order = 109,
      type = ValueType.WHOLE,
      min = 1,
      max = 65535,
      initial = "587",
      inProfile = false)
  Integer getSmtpPort();

  void setSmtpPort(Integer value);

  @Description("How the connection is protected; starttls demands it.")
  @Setting(
      order = 110,
      type = ValueType.WORD,
      initial = "starttls",
      words = {"starttls", "tls", "none"},
      inProfile = false)
  String getSmtpSecurity();

  void setSmtpSecurity(String value);

  @Description("The user at the SMTP server; none for a server without login.")
  @Setting(order = 111, type = ValueType.TEXT, inProfile = false)
  @Nullable String getSmtpUser();

  void setSmtpUser(@Nullable String value);

  @Description("The environment variable that holds the password at the SMTP server.")
  @Setting(order = 112, type = ValueType.VARIABLE, initial = "SMTP_PASSWORD", inProfile = false)
  String getSmtpPasswordEnv();

  void setSmtpPasswordEnv(String value);

  @Description("A file that holds the password, in place of --smtpPasswordEnv.")
  @Setting(order = 113, type = ValueType.PATH, inProfile = false)
  @Nullable String getSmtpPasswordFile();

  void setSmtpPasswordFile(@Nullable String value);

  @Description("Deliver the week of the day, with the papers of all its days, in place of the day.")
  @Setting(order = 114, type = ValueType.FLAG, initial = "false", inProfile = false)
  Boolean getWeek();

  void setWeek(Boolean value);

  @Description(
      "The environment variable that holds a Telegram bot's address: https://api.telegram.org/botTOKEN/sendMessage?chat_id=ID.")
  @Setting(order = 115, type = ValueType.VARIABLE, inProfile = false)
  @Nullable String getTelegramWebhookEnv();

  void setTelegramWebhookEnv(@Nullable String value);

  @Description(
      "A file that holds a Telegram bot's address: https://api.telegram.org/botTOKEN/sendMessage?chat_id=ID.")
  @Setting(order = 116, type = ValueType.PATH, inProfile = false)
  @Nullable String getTelegramWebhookFile();

  void setTelegramWebhookFile(@Nullable String value);

  @Description("The environment variable that holds the address of a Discord webhook.")
  @Setting(order = 117, type = ValueType.VARIABLE, inProfile = false)
  @Nullable String getDiscordWebhookEnv();

  void setDiscordWebhookEnv(@Nullable String value);

  @Description("A file that holds the address of a Discord webhook.")
  @Setting(order = 118, type = ValueType.PATH, inProfile = false)
  @Nullable String getDiscordWebhookFile();

  void setDiscordWebhookFile(@Nullable String value);

  @Description("The environment variable that holds the address of a Feishu or Lark bot.")
  @Setting(order = 119, type = ValueType.VARIABLE, inProfile = false)
  @Nullable String getFeishuWebhookEnv();

  void setFeishuWebhookEnv(@Nullable String value);

  @Description("A file that holds the address of a Feishu or Lark bot.")
  @Setting(order = 101, type = ValueType.PATH, inProfile = false)
  @Nullable String getFeishuWebhookFile();

  void setFeishuWebhookFile(@Nullable String value);
}
