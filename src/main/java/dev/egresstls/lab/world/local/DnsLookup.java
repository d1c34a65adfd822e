package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.NameResolver.Address;
import dev.egresstls.lab.world.NameResolver.Answer;
import dev.egresstls.lab.world.PodConnection;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  private final Resolver resolver;
  private final String asked;
  private final List<String> tries;

  private DnsLookup(Resolver resolver, String asked, String... tries) {
    this.resolver = resolver;
    this.asked = asked;
    this.tries = List.of(tries);
  }

  /** Asks a name server, or those of the system. */
  static DnsLookup of(Optional<DnsNames.Server> server) {
    return new DnsLookup(
        resolver(server), asked(server), say("world.dns.try-resolver"), say("world.dns.try-ips"));
  }

  /** Asks along a connection to a name server. */
  static DnsLookup through(PodConnection connection) {
    return new DnsLookup(new StreamResolver(connection), say("world.dns.cluster"));
  }

  Answer ask(String host) throws InterruptedException {
    Name name = absolute(host);
    LookupSession session =
        LookupSession.builder().resolver(resolver).maxRedirects(MOST_CNAMES).build();
    try {
      List<Record> records =
          session
              .lookupAsync(name, Type.A)
              .toCompletableFuture()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .getRecords();
      return answer(host, records);
    } catch (ExecutionException e) {
      throw failure(host, e.getCause());
    } catch (TimeoutException e) {
      throw silent(host).failure();
    }
  }

  private LabFailure failure(String host, Throwable cause) throws InterruptedException {
    if (cause instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    return cause instanceof LabFailure failure ? failure : refused(host, cause).failure();
  }

  /** Doubles are one address, with the shortest time that any of them may be kept. */
  private Answer answer(String host, List<Record> records) {
    Map<String, Long> ttls = new TreeMap<>();
    for (Record record : records) {
      if (record instanceof ARecord a) {
        ttls.merge(a.getAddress().getHostAddress(), a.getTTL(), Math::min);
      }
    }
    if (ttls.isEmpty()) {
      throw noAddress(host).failure();
    }
    List<Address> addresses =
        ttls.entrySet().stream()
            .map(one -> new Address(one.getKey(), Optional.of(Duration.ofSeconds(one.getValue()))))
            .toList();
    return new Answer(asked, addresses);
  }

  private static Resolver resolver(Optional<DnsNames.Server> server) {
    try {
      Resolver resolver = server.isPresent() ? single(server.get()) : new ExtendedResolver();
      resolver.setTimeout(ONE_TRY);
      return resolver;
    } catch (UnknownHostException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("world.dns.server-unknown", asked(server)),
              say("world.dns.server-unknown.try"))
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
              say("world.dns.no-host", Neutral.line(host)),
              "--var host=www.example.com")
          .because(Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }

  private Problem refused(String host, Throwable cause) {
    if (cause instanceof NoSuchDomainException) {
      return problem(say("world.dns.unknown", host))
          .because(say("world.dns.unknown.because", asked));
    }
    if (cause instanceof NoSuchRRSetException) {
      return noAddress(host);
    }
    if (cause instanceof ServerFailedException) {
      return problem(say("world.dns.servfail", host))
          .because(say("world.dns.servfail.because", asked));
    }
    boolean timedOut =
        String.valueOf(cause.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("timed out");
    return timedOut
        ? silent(host)
        : problem(say("world.dns.unreadable", host))
            .because(asked + ": " + Neutral.line(String.valueOf(cause.getMessage())));
  }

  private Problem noAddress(String host) {
    return problem(say("world.dns.no-address", host))
        .because(say("world.dns.no-address.because", asked));
  }

  private Problem silent(String host) {
    return problem(say("world.dns.silent", host)).because(say("world.dns.silent.because", asked));
  }

  private Problem problem(String what) {
    return Problem.of(Problem.Kind.PRECONDITION, what, tries.toArray(String[]::new));
  }

  private static String asked(Optional<DnsNames.Server> server) {
    return server
        .map(one -> one.host() + (one.port() == 53 ? "" : ":" + one.port()))
        .orElseGet(
            () ->
                ResolverConfig.getCurrentConfig().servers().stream()
                    .map(address -> address.getAddress().getHostAddress())
                    .collect(Collectors.joining(", ")));
  }
}
