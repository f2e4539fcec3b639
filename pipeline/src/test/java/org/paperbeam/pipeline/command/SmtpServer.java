package org.paperbeam.pipeline.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A mail server on a free loopback port, without TLS. It takes one user, whose password it knows,
 * and mail of those who do not say who they are; it remembers what it was told.
 */
final class SmtpServer implements AutoCloseable {
  private static final String CREDENTIALS = "\0user\0secret-word";

  private final ServerSocket socket;
  private final Thread thread = new Thread(this::serve, "smtp");
  private final List<String> commands = new ArrayList<>();

  SmtpServer() throws IOException {
    socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The commands of all connections that begin so, in order. */
  synchronized List<String> commands(String start) {
    return commands.stream().filter(command -> command.startsWith(start)).toList();
  }

  private void serve() {
    try {
      while (true) {
        try (Socket client = socket.accept()) {
          talk(client);
        }
      }
    } catch (SocketException e) {
      assert socket.isClosed() : e;
    } catch (IOException e) {
      throw new IllegalStateException("the mail server of the test broke", e);
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    OutputStream out = client.getOutputStream();
    answer(out, "220 ready");
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (data) {
        data = !line.equals(".");
        if (!data) {
          answer(out, "250 taken");
        }
        continue;
      }
      synchronized (this) {
        commands.add(line);
      }
      data = line.equals("DATA");
      answer(out, reply(line));
    }
  }

  private static String reply(String command) {
    if (command.startsWith("EHLO")) {
      return "250-here\r\n250 AUTH PLAIN";
    }
    if (command.startsWith("AUTH PLAIN ")) {
      byte[] told = Base64.getDecoder().decode(command.substring("AUTH PLAIN ".length()));
      return new String(told, StandardCharsets.UTF_8).endsWith(CREDENTIALS)
          ? "235 welcome"
          : "535 who are you";
    }
    return switch (command) {
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 fine";
    };
  }

  private static void answer(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
