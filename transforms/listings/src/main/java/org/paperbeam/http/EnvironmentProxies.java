package org.paperbeam.http;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The proxies that the usual variables name: {@code HTTP_PROXY} and {@code HTTPS_PROXY} (else
 * {@code ALL_PROXY}), with {@code NO_PROXY} for hosts that are asked directly; small letters count
 * too, and first. A machine's own addresses never go through a proxy. Immutable and safe for many
 * threads.
 */
final class EnvironmentProxies extends ProxySelector {
  private final @Nullable URI plain;
  private final @Nullable URI secure;
  private final List<String> direct;

  EnvironmentProxies(Map<String, String> environment) {
    URI all = proxy(environment, "all_proxy");
    URI http = proxy(environment, "http_proxy");
    URI https = proxy(environment, "https_proxy");
    this.plain = http == null ? all : http;
    this.secure = https == null ? all : https;
    this.direct =
        List.of(value(environment, "no_proxy").toLowerCase(Locale.ROOT).trim().split("[\\s,]+"));
  }

  /** Whether any proxy is named. */
  boolean isEmpty() {
    return plain == null && secure == null;
  }

  @Override
  public List<Proxy> select(URI uri) {
    URI proxy = "https".equals(uri.getScheme()) ? secure : plain;
    if (proxy == null || isDirect(uri)) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(
        new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort())));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The exchange fails with the same exception, which says all.
  }

  /** User and password of the proxies, when their addresses hold some. */
  Optional<Authenticator> authenticator() {
    boolean any =
        Optional.ofNullable(plain).map(URI::getRawUserInfo).isPresent()
            || Optional.ofNullable(secure).map(URI::getRawUserInfo).isPresent();
    return any ? Optional.of(new ProxyPassword()) : Optional.empty();
  }

  private final class ProxyPassword extends Authenticator {
    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (getRequestorType() != RequestorType.PROXY) {
        return null;
      }
      for (URI proxy : new URI[] {plain, secure}) {
        if (proxy != null
            && proxy.getRawUserInfo() != null
            && proxy.getHost().equalsIgnoreCase(getRequestingHost())
            && proxy.getPort() == getRequestingPort()) {
          String[] both = proxy.getRawUserInfo().split(":", 2);
          return new PasswordAuthentication(
              decoded(both[0]), (both.length < 2 ? "" : decoded(both[1])).toCharArray());
        }
      }
      return null;
    }
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private boolean isDirect(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("::1")) {
      return true;
    }
    String withPort = host + ":" + uri.getPort();
    return direct.stream().anyMatch(one -> matches(one, host, withPort));
  }

  /** {@code example.org} and {@code .example.org} stand for the hosts below, as in curl and Go. */
  private static boolean matches(String one, String host, String withPort) {
    String bare = one.startsWith("*.") ? one.substring(1) : one;
    if (bare.isEmpty()) {
      return false;
    }
    String below = bare.startsWith(".") ? bare : "." + bare;
    return bare.equals("*")
        || host.equals(bare)
        || withPort.equals(bare)
        || host.endsWith(below)
        || host.equals(below.substring(1));
  }

  private static @Nullable URI proxy(Map<String, String> environment, String name) {
    String text = value(environment, name).strip();
    if (text.isEmpty()) {
      return null;
    }
    URI uri = URI.create(text.contains("://") ? text : "http://" + text);
    // What speaks another protocol, e.g. SOCKS, the JDK's client cannot use.
    if (uri.getHost() == null || !("" + uri.getScheme()).startsWith("http")) {
      return null;
    }
    return uri.getPort() >= 0 ? uri : URI.create(withPort(uri));
  }

  private static String withPort(URI uri) {
    String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
    int port = "https".equals(uri.getScheme()) ? 443 : 80;
    return uri.getScheme() + "://" + user + uri.getHost() + ":" + port;
  }

  private static String value(Map<String, String> environment, String name) {
    String small = environment.getOrDefault(name, "");
    return small.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : small;
  }
}
