package dev.egresstls.lab.practice.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends one request after the other along a connection, and opens another when that is closed. */
final class KeptConnection implements AutoCloseable {
  private static final int LONGEST_MILLIS = 30_000;
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");

  private final int port;
  private Socket socket;
  private InputStream in;

  KeptConnection(int port) throws IOException {
    this.port = port;
    open();
  }

  private void open() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(LONGEST_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** The code and the body; a hang has a code of its own. */
  String answer(RandomRequests.Sent sent) throws IOException {
    try {
      write(sent);
      return read(sent.method().equals("HEAD"));
    } catch (SocketTimeoutException e) {
      close();
      open();
      return "hang";
    } catch (IOException e) {
      close();
      open();
      return "400 closed: " + e.getMessage(); // a request that could not be parsed at all
    }
  }

  private void write(RandomRequests.Sent sent) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    String head = sent.method() + " " + sent.path() + " HTTP/1.1\r\nHost: localhost\r\n";
    head += RawClient.BEARER + "Content-Length: " + sent.body().length + "\r\n";
    head += sent.type().isEmpty() ? "" : "Content-Type: " + sent.type() + "\r\n";
    head += sent.accept().isEmpty() ? "" : "Accept: " + sent.accept() + "\r\n";
    all.writeBytes((head + "\r\n").getBytes(UTF_8));
    all.writeBytes(sent.body());
    socket.getOutputStream().write(all.toByteArray());
  }

  private String read(boolean headAlone) throws IOException {
    String head = line(true);
    String code = head.substring(9, 12);
    String lower = head.toLowerCase(Locale.ROOT);
    Matcher length = LENGTH.matcher(lower);
    String body = "";
    if (lower.contains("transfer-encoding: chunked") && !headAlone) {
      body = chunks();
    } else if (length.find() && !headAlone) {
      body = new String(in.readNBytes(Integer.parseInt(length.group(1))), UTF_8);
    }
    if (lower.contains("connection: close")) {
      close();
      open();
    }
    return code + " " + body;
  }

  private String chunks() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int size = size(); size > 0; size = size()) {
      all.append(new String(in.readNBytes(size), UTF_8));
      line(false);
    }
    line(false);
    return all.toString();
  }

  private int size() throws IOException {
    return Integer.parseInt(line(false).strip(), 16);
  }

  /** A line, or all lines up to an empty one. */
  private String line(boolean whole) throws IOException {
    StringBuilder text = new StringBuilder();
    String end = whole ? "\r\n\r\n" : "\r\n";
    while (text.length() < end.length() || text.indexOf(end, text.length() - end.length()) < 0) {
      int one = in.read();
      if (one < 0) {
        throw new EOFException("no answer");
      }
      text.append((char) one);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
