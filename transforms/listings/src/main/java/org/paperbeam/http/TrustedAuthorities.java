package org.paperbeam.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Certificate authorities that are trusted besides the JDK's: those of the PEM file that the
 * variable {@code SSL_CERT_FILE} names, as for curl, Python and Go.
 */
final class TrustedAuthorities {
  static final String VARIABLE = "SSL_CERT_FILE";

  /**
   * By file as it was: reading hundreds of certificates takes longer than a client's first call.
   */
  private static final Map<Version, SSLContext> MADE = new ConcurrentHashMap<>();

  private record Version(Path file, FileTime modified, long size) {}

  private TrustedAuthorities() {}

  /**
   * What to make connections with; empty when no file is named. A file is read once per process,
   * and again when it has changed.
   *
   * @throws IllegalStateException when the file cannot be read or holds no certificate
   */
  static Optional<SSLContext> of(Map<String, String> environment) {
    String file = environment.getOrDefault(VARIABLE, "");
    if (file.isBlank()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(file);
      Version version = new Version(path, Files.getLastModifiedTime(path), Files.size(path));
      SSLContext known = MADE.get(version);
      if (known == null) {
        known = trusting(path);
        MADE.put(version, known);
      }
      return Optional.of(known);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "%s=%s cannot be used as a file of certificates: %s"
              .formatted(VARIABLE, file, e.getMessage()),
          e);
    }
  }

  private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
    all.load(null, null);
    int number = 0;
    for (X509Certificate known : known()) {
      all.setCertificateEntry("jdk-" + number++, known);
    }
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate more : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        all.setCertificateEntry("more-" + number++, more);
      }
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers(all), null);
    return context;
  }

  private static X509Certificate[] known() throws GeneralSecurityException {
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager x509) {
        return x509.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
