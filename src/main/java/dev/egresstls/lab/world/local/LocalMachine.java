package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** This machine. */
public final class LocalMachine implements Machine {
  private static final int MOST_HEAD = 4096;

  private final ProxyFromEnv proxies;

  /** This machine, with the proxies that an environment names. */
  public LocalMachine(Map<String, String> env) {
    this.proxies = new ProxyFromEnv(env);
  }

  @Override
  public OptionalLong limit(String name) {
    Path file = Path.of("/proc/sys", name.split("\\."));
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Optional<URI> proxy(URI url) {
    return proxies.proxy(url);
  }

  @Override
  public Optional<String> unreachable(URI server, Duration patience) {
    Optional<URI> proxy = proxy(server);
    URI first = proxy.orElse(server);
    try (Socket socket = new Socket()) {
      int most = (int) patience.toMillis();
      socket.connect(new InetSocketAddress(first.getHost(), first.getPort()), most);
      socket.setSoTimeout(most);
      return proxy.isPresent() ? refusedBy(socket, server) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of(say("world.unreachable.name"));
    } catch (SocketTimeoutException e) {
      return Optional.of(say("world.unreachable.no-answer"));
    } catch (IOException | RuntimeException e) {
      return Optional.of(Neutral.line(String.valueOf(e.getMessage())));
    }
  }

  /** What a proxy says that does not let one through; credentials are the download's business. */
  private static Optional<String> refusedBy(Socket socket, URI server) throws IOException {
    String at = server.getHost() + ":" + server.getPort();
    String request = "CONNECT " + at + " HTTP/1.1\r\nHost: " + at + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < MOST_HEAD; c = in.read()) {
      line.append((char) c);
    }
    String said = line.toString().strip();
    return said.matches("HTTP/1\\.[01] (2.*|407.*)")
        ? Optional.empty()
        : Optional.of(say("world.machine.proxy", Neutral.line(said)));
  }
}
