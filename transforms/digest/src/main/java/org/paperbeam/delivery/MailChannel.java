package org.paperbeam.delivery;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.hash.Sha256;

/**
 * E-mail by SMTP to one recipient, as text and as HTML. Its message id comes from the content and
 * the recipient, and is of the sender's domain.
 */
public final class MailChannel implements Channel {
  private static final String PATIENCE_MS = "30000";

  private final MailSettings settings;
  private final Function<DigestMessage, String> html;

  /**
   * Mail as the settings say.
   *
   * @param html makes the message's HTML, escaped
   */
  public MailChannel(MailSettings settings, Function<DigestMessage, String> html) {
    this.settings = settings;
    this.html = html;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public String place() {
    return settings.to();
  }

  @Override
  public void send(DigestMessage message) throws IOException {
    Session session = Session.getInstance(properties());
    MailSettings.Server server = settings.server();
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage mail = mail(session, message);
      transport.connect(server.host(), server.port(), settings.user(), password());
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (MessagingException e) {
      String reason = said(e).strip().replaceAll("\\s*\\R\\s*", " ");
      throw new IOException(
          "the mail server " + server.host() + ":" + server.port() + " did not take it: " + reason,
          e);
    }
  }

  /** The same for the same content and recipient. */
  private String id(DigestMessage message) {
    return Sha256.of(message.key() + "\n" + settings.to());
  }

  /** The sender's, by which receivers judge a message id. */
  private String domain() {
    String from = settings.from();
    String domain = from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    return domain.isEmpty() ? "paperbeam" : domain.toLowerCase(Locale.ROOT);
  }

  private @Nullable String password() {
    return settings.password() == null ? null : settings.password().reveal();
  }

  /** A server's words repeat what it was sent, at times. */
  private String said(MessagingException e) {
    String words = String.valueOf(e.getMessage());
    return settings.password() == null ? words : settings.password().hiddenIn(words);
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", PATIENCE_MS);
    properties.put("mail.smtp.timeout", PATIENCE_MS);
    properties.put("mail.smtp.writetimeout", PATIENCE_MS);
    properties.put("mail.smtp.auth", Boolean.toString(settings.user() != null));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    boolean tls = settings.server().security().equals("tls");
    boolean startTls = settings.server().security().equals("starttls");
    properties.put("mail.smtp.ssl.enable", Boolean.toString(tls));
    properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
    return properties;
  }

  // The mail library knows no other type for the time.
  @SuppressWarnings("JavaUtilDate")
  private MimeMessage mail(Session session, DigestMessage message) throws MessagingException {
    MimeMessage mail = new SameIdMessage(session, "<" + id(message) + "@" + domain() + ">");
    mail.setFrom(new InternetAddress(settings.from(), true));
    mail.addRecipient(Message.RecipientType.TO, new InternetAddress(settings.to(), true));
    mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
    mail.setSentDate(new Date());
    mail.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(MailText.of(message), StandardCharsets.UTF_8.name());
    MimeBodyPart page = new MimeBodyPart();
    page.setText(html.apply(message), StandardCharsets.UTF_8.name(), "html");
    mail.setContent(new MimeMultipart("alternative", text, page));
    return mail;
  }

  /** The library makes a new id with every sending; ours stays, so that a repeat can be told. */
  private static final class SameIdMessage extends MimeMessage {
    private final String id;

    SameIdMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
