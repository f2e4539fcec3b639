package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;

/** The options of deliver: which day goes where. No option holds a secret. */
@Description("The delivery")
public interface DeliverOptions extends OutputOptions {
  @Description("The day to deliver, as an announcement date.")
  @Setting(order = 40, type = ValueType.DATE, initialText = "the newest digest", inProfile = false)
  String getDate();

  void setDate(String value);

  @Description("Where the site is served, for links to the day's page.")
  @Setting(order = 41, type = ValueType.URL, inProfile = false)
  String getSiteUrl();

  void setSiteUrl(String value);

  @Description("The environment variable that holds the address of a Slack incoming webhook.")
  @Setting(order = 42, type = ValueType.VARIABLE, inProfile = false)
  String getSlackWebhookEnv();

  void setSlackWebhookEnv(String value);

  @Description("A file that holds the address of a Slack incoming webhook.")
  @Setting(order = 43, type = ValueType.TEXT, inProfile = false)
  String getSlackWebhookFile();

  void setSlackWebhookFile(String value);

  @Description("The environment variable that holds the address of a webhook that takes JSON.")
  @Setting(order = 44, type = ValueType.VARIABLE, inProfile = false)
  String getWebhookUrlEnv();

  void setWebhookUrlEnv(String value);

  @Description("A file that holds the address of a webhook that takes JSON.")
  @Setting(order = 45, type = ValueType.TEXT, inProfile = false)
  String getWebhookUrlFile();

  void setWebhookUrlFile(String value);

  @Description("Who gets the digest by e-mail: addresses with commas between them.")
  @Setting(order = 46, type = ValueType.TEXT, inProfile = false)
  String getMailTo();

  void setMailTo(String value);

  @Description("The sender's e-mail address.")
  @Setting(order = 47, type = ValueType.TEXT, inProfile = false)
  String getMailFrom();

  void setMailFrom(String value);

  @Description("The host of the SMTP server.")
  @Setting(order = 48, type = ValueType.TEXT, inProfile = false)
  String getSmtpHost();

  void setSmtpHost(String value);

  @Description("The port of the SMTP server.")
  @Setting(
      order = 49,
      type = ValueType.WHOLE,
      min = 1,
      max = 65535,
      initial = "587",
      inProfile = false)
  Integer getSmtpPort();

  void setSmtpPort(Integer value);

  @Description("How the connection is protected; starttls demands it.")
  @Setting(
      order = 50,
      type = ValueType.WORD,
      initial = "starttls",
      words = {"starttls", "tls", "none"},
      inProfile = false)
  String getSmtpSecurity();

  void setSmtpSecurity(String value);

  @Description("The user at the SMTP server; none for a server without login.")
  @Setting(order = 51, type = ValueType.TEXT, inProfile = false)
  String getSmtpUser();

  void setSmtpUser(String value);

  @Description("The environment variable that holds the password at the SMTP server.")
  @Setting(order = 52, type = ValueType.VARIABLE, initial = "SMTP_PASSWORD", inProfile = false)
  String getSmtpPasswordEnv();

  void setSmtpPasswordEnv(String value);

  @Description("A file that holds the password, in place of --smtpPasswordEnv.")
  @Setting(order = 53, type = ValueType.TEXT, inProfile = false)
  String getSmtpPasswordFile();

  void setSmtpPasswordFile(String value);
}
