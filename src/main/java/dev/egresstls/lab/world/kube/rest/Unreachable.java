package dev.egresstls.lab.world.kube.rest;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Neutral;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a server could not be reached, in a few words. */
final class Unreachable {
  private Unreachable() {}

  static String reason(Throwable failure) {
    List<Throwable> causes = causes(failure);
    return certificate(causes)
        .or(() -> network(causes))
        .or(() -> tls(causes))
        .orElseGet(() -> message(causes));
  }

  /** Whether there was a connection, and the other side ended it. */
  static boolean brokeOff(Throwable failure) {
    return network(causes(failure)).isEmpty();
  }

  /** Whether the connection was refused. */
  static boolean refused(Throwable failure) {
    List<Throwable> causes = causes(failure);
    return any(causes, ConnectException.class)
        && !any(causes, UnresolvedAddressException.class)
        && !any(causes, UnknownHostException.class)
        && !any(causes, HttpTimeoutException.class);
  }

  private static List<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20).toList();
  }

  private static Optional<String> certificate(List<Throwable> causes) {
    if (any(causes, CertificateExpiredException.class)) {
      return Optional.of(say("world.unreachable.expired"));
    }
    if (any(causes, CertificateNotYetValidException.class)) {
      return Optional.of(say("world.unreachable.early"));
    }
    if (said(causes, "No name matching") || said(causes, "No subject alternative")) {
      return Optional.of(say("world.unreachable.another-name"));
    }
    if (any(causes, CertPathBuilderException.class) || said(causes, "PKIX path")) {
      return Optional.of(say("world.unreachable.untrusted"));
    }
    return Optional.empty();
  }

  private static Optional<String> network(List<Throwable> causes) {
    if (any(causes, UnresolvedAddressException.class) || any(causes, UnknownHostException.class)) {
      return Optional.of(say("world.unreachable.name"));
    }
    if (any(causes, NoRouteToHostException.class)) {
      return Optional.of(say("world.unreachable.no-route"));
    }
    if (any(causes, HttpTimeoutException.class) || any(causes, TimeoutException.class)) {
      return Optional.of(say("world.unreachable.no-answer"));
    }
    return any(causes, ConnectException.class)
        ? Optional.of(say("world.unreachable.refused"))
        : Optional.empty();
  }

  private static Optional<String> tls(List<Throwable> causes) {
    if (said(causes, "nrecognized SSL message")) {
      return Optional.of(say("world.unreachable.no-tls"));
    }
    return causes.stream()
        .filter(SSLException.class::isInstance)
        .findFirst()
        .map(e -> say("world.unreachable.tls", Neutral.line(String.valueOf(e.getMessage()))));
  }

  private static String message(List<Throwable> causes) {
    return causes.stream()
        .map(Throwable::getMessage)
        .filter(text -> text != null && !text.isBlank())
        .reduce((outer, inner) -> inner)
        .map(Neutral::line)
        .orElseGet(() -> say("world.unreachable.broke"));
  }

  private static boolean any(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static boolean said(List<Throwable> causes, String words) {
    return causes.stream().anyMatch(e -> String.valueOf(e.getMessage()).contains(words));
  }
}
