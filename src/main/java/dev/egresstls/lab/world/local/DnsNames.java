package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.PodConnection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks DNS as {@code dig A} does: the system's name servers or a given one, no hosts file and no
 * search list. CNAMEs are followed.
 */
public final class DnsNames implements NameResolver {
  private static final Pattern HOST_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([^:\\[\\]\\s]+))(?::([0-9]{1,5}))?");
  private static final int DNS_PORT = 53;

  private final Optional<Server> server;

  /** A name server; {@code port} is 53 unless the user says otherwise. */
  record Server(String host, int port) {}

  private DnsNames(Optional<Server> server) {
    this.server = server;
  }

  /** The name servers that the system is set to. */
  public static DnsNames ofSystem() {
    return new DnsNames(Optional.empty());
  }

  /**
   * One name server.
   *
   * @param hostAndPort {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}, as in {@code
   *     --resolver}
   * @throws dev.egresstls.lab.lab.LabFailure if it is neither
   */
  public static DnsNames of(String hostAndPort) {
    Matcher parts = HOST_PORT.matcher(hostAndPort.strip());
    if (parts.matches()) {
      int port = parts.group(3) == null ? DNS_PORT : Integer.parseInt(parts.group(3));
      String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
      if (port > 0 && port <= 65535) {
        return new DnsNames(Optional.of(new Server(host, port)));
      }
    }
    throw Problem.of(
            Problem.Kind.USAGE,
            say("world.resolver.wrong", Neutral.line(hostAndPort)),
            "--resolver 8.8.8.8")
        .failure();
  }

  @Override
  public Answer lookUp(String host) throws InterruptedException {
    return DnsLookup.of(server).ask(host); // a class of its own, so that dnsjava loads only now
  }

  @Override
  public Answer lookUp(String host, PodConnection dns) throws InterruptedException {
    return DnsLookup.through(dns).ask(host);
  }
}
