package dev.egresstls.lab.world.local;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.ServerFailedException;

/** One question to DNS, through dnsjava. */
final class DnsLookup {
  private static final Duration ONE_TRY = Duration.ofMillis(2000);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_CNAMES = 16;

  private final Optional<DnsNames.Server> server;

  DnsLookup(Optional<DnsNames.Server> server) {
    this.server = server;
  }

  List<String> ipv4(String host) throws InterruptedException {
    Name name = absolute(host);
    LookupSession session =
        LookupSession.builder().resolver(resolver()).maxRedirects(MOST_CNAMES).build();
    try {
      List<Record> records =
          session
              .lookupAsync(name, Type.A)
              .toCompletableFuture()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .getRecords();
      return addresses(host, records);
    } catch (ExecutionException e) {
      throw refused(host, e.getCause()).failure();
    } catch (TimeoutException e) {
      throw silent(host).failure();
    }
  }

  private List<String> addresses(String host, List<Record> records) {
    List<String> texts =
        records.stream()
            .filter(ARecord.class::isInstance)
            .map(record -> ((ARecord) record).getAddress().getHostAddress())
            .sorted()
            .distinct()
            .toList();
    if (texts.isEmpty()) {
      throw noAddress(host).failure();
    }
    return texts;
  }

  private Resolver resolver() {
    try {
      Resolver resolver = server.isPresent() ? single(server.get()) : new ExtendedResolver();
      resolver.setTimeout(ONE_TRY);
      return resolver;
    } catch (UnknownHostException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              "the name server " + asked() + " has no address",
              "--resolver with an IP address, such as --resolver 8.8.8.8")
          .failure();
    }
  }

  private static Resolver single(DnsNames.Server server) throws UnknownHostException {
    InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException(server.host());
    }
    ExtendedResolver twice = new ExtendedResolver(List.of(new SimpleResolver(address)));
    twice.setRetries(2);
    return twice;
  }

  private static Name absolute(String host) {
    try {
      return Name.fromString(java.net.IDN.toASCII(host), Name.root);
    } catch (TextParseException | IllegalArgumentException e) {
      throw Problem.of(
              Problem.Kind.USAGE,
              "\"" + Neutral.line(host) + "\" is not a host name",
              "--var host=www.google.com")
          .because(Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }

  private Problem refused(String host, Throwable cause) {
    if (cause instanceof NoSuchDomainException) {
      return problem(host + " does not exist in DNS").because(asked() + " answers NXDOMAIN");
    }
    if (cause instanceof NoSuchRRSetException) {
      return noAddress(host);
    }
    if (cause instanceof ServerFailedException) {
      return problem(host + " cannot be looked up: the name server failed")
          .because(asked() + " answers SERVFAIL");
    }
    boolean timedOut =
        String.valueOf(cause.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("timed out");
    return timedOut
        ? silent(host)
        : problem(host + " cannot be looked up")
            .because(asked() + ": " + Neutral.line(String.valueOf(cause.getMessage())));
  }

  private Problem noAddress(String host) {
    return problem(host + " has no IPv4 address in DNS")
        .because(asked() + " has no A record of it");
  }

  private Problem silent(String host) {
    return problem(host + " cannot be looked up: no name server answers")
        .because("asked " + asked() + " and waited");
  }

  private static Problem problem(String what) {
    return Problem.of(
        Problem.Kind.PRECONDITION,
        what,
        "--resolver HOST[:PORT] to ask another name server",
        "--ips A,B to give the addresses yourself");
  }

  private String asked() {
    return server
        .map(one -> one.host() + (one.port() == 53 ? "" : ":" + one.port()))
        .orElseGet(
            () ->
                ResolverConfig.getCurrentConfig().servers().stream()
                    .map(address -> address.getAddress().getHostAddress())
                    .collect(Collectors.joining(", ")));
  }
}
