package dev.egresstls.lab.mesh.outcome;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.mesh.observed.StatedOrigin;
import dev.egresstls.lab.mesh.observed.StatedOrigin.Plain;
import dev.egresstls.lab.mesh.outcome.Flow.Speaks;
import dev.egresstls.lab.mesh.registry.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the other end of a flow does, and how far that is known. */
record FarEnd(Flow flow) {
  /** Addresses that istiod allots to ServiceEntries: nobody has them. */
  private static final List<Cidr> MADE_UP =
      List.of(Cidr.parse("240.240.0.0/16").orElseThrow(), Cidr.parse("2001:2::/48").orElseThrow());

  private Optional<Flow.Upstream> upstream() {
    return flow.upstreams().stream().findFirst();
  }

  private Origin usual() {
    return flow.seen().origin();
  }

  /** Whether the client means this very server by its URL. */
  private boolean own() {
    return upstream().filter(one -> flow.client().addresses().contains(one.address())).isPresent();
  }

  Optional<StatedOrigin> stated() {
    if (upstream().isEmpty()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>(List.of(upstream().get().address()));
    names.add(upstream().get().name());
    if (own()) {
      names.add(flow.client().host());
    }
    int port = upstream().get().port();
    List<StatedOrigin> all =
        flow.seen().stated().stream().filter(one -> one.isAbout(names, port)).toList();
    return all.stream()
        .filter(one -> one.port().isPresent())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private boolean madeUp() {
    return upstream()
        .filter(one -> MADE_UP.stream().anyMatch(range -> range.holds(one.address())))
        .isPresent();
  }

  Speaks speaks() {
    Optional<Speaks> said = stated().flatMap(FarEnd::said);
    if (said.isPresent()) {
      return said.get();
    }
    if (madeUp()) {
      return Speaks.CLOSED;
    }
    if (upstream().isEmpty() || !upstream().get().outside()) {
      return Speaks.UNKNOWN;
    }
    int port = upstream().get().port();
    if (usual().tlsPorts().contains(port)) {
      return Speaks.TLS;
    }
    if (usual().plainPorts().contains(port)) {
      return Speaks.PLAIN;
    }
    return usual().certificateKnown() ? Speaks.CLOSED : Speaks.UNKNOWN;
  }

  private static Optional<Speaks> said(StatedOrigin origin) {
    if (origin.certificate().isPresent()) {
      return Optional.of(origin.certificate().get().isEmpty() ? Speaks.PLAIN : Speaks.TLS);
    }
    return origin.plain().map(plain -> plain == Plain.HTTP ? Speaks.PLAIN : Speaks.TLS);
  }

  /** What it does with plain HTTP. */
  Plain plain() {
    return stated()
        .flatMap(StatedOrigin::plain)
        .orElse(speaks() == Speaks.PLAIN ? Plain.HTTP : Plain.HANGUP);
  }

  /** What plain HTTP hangs on that nobody knows; empty text if it is known. */
  String plainAssumption() {
    if (stated().flatMap(StatedOrigin::plain).isPresent() || !usual().assumed()) {
      return "";
    }
    boolean none = stated().flatMap(StatedOrigin::certificate).filter(List::isEmpty).isPresent();
    return none
        ? ""
        : plain() == Plain.HTTP ? say("mesh.if.plain", text()) : say("mesh.if.hangsUp", text());
  }

  /** What a handshake of any kind hangs on; empty text if it is known. */
  String tlsAssumption() {
    return tlsKnown()
        ? ""
        : speaks() == Speaks.PLAIN ? say("mesh.if.noTls", text()) : say("mesh.if.tls", text());
  }

  /** What a handshake whose certificate is checked hangs on; empty text if it is known. */
  String trustAssumption() {
    boolean certificate = stated().flatMap(StatedOrigin::certificate).isPresent();
    return certificate || !usual().assumed() ? "" : say("mesh.if.trusted", text());
  }

  private boolean tlsKnown() {
    return stated().flatMap(FarEnd::said).isPresent() || !usual().assumed();
  }

  /** Whether it speaks HTTP/2. */
  boolean http2() {
    return stated().flatMap(StatedOrigin::http2).orElse(false);
  }

  /** What HTTP/2 hangs on; empty text if it is known. */
  String http2Assumption() {
    boolean known = stated().flatMap(StatedOrigin::http2).isPresent() || usual().certificateKnown();
    return known ? "" : say("mesh.if.http1", text());
  }

  /** Whether the client takes the certificate. */
  boolean satisfiesClient() {
    Optional<List<String>> names = stated().flatMap(StatedOrigin::certificate);
    String host = flow.client().host();
    boolean named =
        names
            .map(all -> Origin.withCertificate(all.toArray(String[]::new)))
            .map(one -> one.carriesOneOf(List.of(host)))
            .orElse(own() || sure());
    return named && stated().flatMap(StatedOrigin::ca).map("system"::equals).orElse(true);
  }

  /** Whether all is known of the certificate, whoever the client means by its URL. */
  private boolean sure() {
    return !usual().assumed() && usual().certificateKnown();
  }

  /** What the client's check hangs on; empty text if it is known. */
  String clientAssumption() {
    boolean known = sure() || (own() && !usual().assumed());
    if (stated().flatMap(StatedOrigin::certificate).isPresent() || known) {
      return "";
    }
    String host = flow.client().host();
    return own() ? say("mesh.if.own", text(), host) : say("mesh.if.other", text(), host);
  }

  private String text() {
    return upstream().map(Flow.Upstream::text).orElse("");
  }
}
