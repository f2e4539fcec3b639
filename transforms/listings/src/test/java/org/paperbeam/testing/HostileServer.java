package org.paperbeam.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server on a free loopback port that writes raw bytes as the test says, for as long as the other
 * side takes them: what no well-behaved server does.
 */
public final class HostileServer implements AutoCloseable {
  /** Answers one request; the connection is closed when it comes back. */
  @FunctionalInterface
  public interface Handler {
    void answer(String head, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> heads = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();

  private HostileServer(Handler handler) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(handler));
  }

  /** Starts a server that answers every request with {@code handler}. */
  public static HostileServer start(Handler handler) {
    try {
      return new HostileServer(handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server whose every answer is that head, and then this block again and again for ever. */
  public static HostileServer endless(String headers, byte[] block) {
    return start(
        (head, out) -> {
          out.write(("HTTP/1.1 200 OK\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8));
          while (true) {
            out.write(block);
          }
        });
  }

  private void accept(Handler handler) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        threads.execute(() -> serve(handler, socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Handler handler, Socket given) {
    try (Socket socket = given;
        OutputStream out = new Counting(socket.getOutputStream())) {
      String head = head(new BufferedInputStream(socket.getInputStream()));
      synchronized (heads) {
        heads.add(head);
      }
      handler.answer(head, out);
    } catch (IOException hungUp) {
      // What a client does that has had enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private final class Counting extends OutputStream {
    private final OutputStream out;

    Counting(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      sent.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      sent.addAndGet(length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** The base address, without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Request line and headers of every request so far. */
  public List<String> heads() {
    synchronized (heads) {
      return List.copyOf(heads);
    }
  }

  /** How many bytes the clients took. */
  public long sent() {
    return sent.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
