package dev.egresstls.lab.world.kube.rest;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.config.ClientCertificate;
import dev.egresstls.lab.world.kube.config.KubeContext;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Words what an API server refuses, and why it does not answer. */
public final class ServerProblems {
  private static final int SHOWN = 80;

  private final String context;
  private final String server;
  private final KubeContext user;

  public ServerProblems(KubeContext context) {
    this.user = context;
    this.context = Neutral.line(context.name());
    this.server = Neutral.line(context.server());
  }

  /** What went wrong with a request, worded; a failure that has words keeps them. */
  public Problem of(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof LabFailure failure) {
        return failure.problem();
      }
    }
    return unreachable(e);
  }

  /** The server could not be reached, or what was reached could not be trusted. */
  public Problem unreachable(Throwable cause) {
    String reason = Unreachable.reason(cause);
    // A server that asks for certificates in TLS itself hangs up, and its alert may get lost.
    return unreachable(
        Unreachable.brokeOff(cause)
            ? expired().map(why -> reason + ", " + why).orElse(reason)
            : reason);
  }

  /** As {@link #unreachable(Throwable)}, where the way to the server leads through a proxy. */
  Problem unreachable(Throwable cause, URI proxy) {
    String at = proxy.getHost() + (proxy.getPort() > 0 ? ":" + proxy.getPort() : "");
    return unreachable(
        say("world.server.through-proxy", Unreachable.reason(cause), Neutral.line(at)));
  }

  private Problem unreachable(String reason) {
    return Problem.of(
        Problem.Kind.PRECONDITION,
        say("world.server.silent", context, reason, server),
        "kubectl --context " + context + " version",
        say("world.try.practice"));
  }

  /** Something answers there which is no Kubernetes API. */
  public Problem notKubernetes() {
    return Problem.of(
        Problem.Kind.PRECONDITION,
        say("world.server.no-kubernetes", context, server),
        "kubectl --context " + context + " version",
        say("world.try.practice"));
  }

  /**
   * The server sends its clients elsewhere. Nobody follows: the credentials and what is sent are
   * for this server alone.
   */
  public Problem redirected(ServerResponse answer) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("world.server.redirects", context, origin(server), target(answer)),
            say("world.server.redirects.try"),
            say("world.try.practice"))
        .because(say("world.server.redirects.because"));
  }

  private String target(ServerResponse answer) {
    String location = Neutral.line(answer.location().orElse(""));
    if (location.isEmpty()) {
      return say("world.server.redirects.nowhere");
    }
    try {
      return origin(URI.create(server + "/").resolve(location).toString());
    } catch (IllegalArgumentException e) {
      return location;
    }
  }

  /** A URL without what may be secret in it: user, path and query. */
  private static String origin(String url) {
    URI uri = URI.create(url);
    return uri.getRawAuthority() == null
        ? url
        : uri.getScheme() + "://" + uri.getRawAuthority().replaceFirst(".*@", "");
  }

  /** Nobody answered; of a change it is not known then whether it was made. */
  Problem unanswered(ApiRequest call, Throwable cause) {
    Problem problem = of(cause);
    boolean unknown = !call.reads() && problem.because().isEmpty() && !isRefused(cause);
    return unknown
        ? problem.because(say("world.server.outcome-unknown", call.does().words()))
        : problem;
  }

  /** The answer is no JSON object: a web page, or an object that breaks off. */
  public Problem garbled(ApiRequest call, ServerResponse answer) {
    String text = Neutral.line(answer.text().strip());
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    Problem problem =
        Problem.of(
            Problem.Kind.PRECONDITION,
            say("world.server.garbled", context, call.does().words(), origin(server)),
            "kubectl --context " + context + " version");
    String begins =
        shown.isEmpty()
            ? say("world.server.garbled.empty")
            : say("world.server.garbled.begins", shown);
    return problem.because(
        call.reads()
            ? begins
            : begins + "; " + say("world.server.outcome-unknown", call.does().words()));
  }

  /** The server said no to a request. */
  public Problem refused(ApiRequest call, ServerResponse answer) {
    if (answer.redirects()) {
      return redirected(answer);
    }
    if (answer.tooBusy()) {
      return tooBusy(call.does(), answer);
    }
    if (answer.code() == 404 && !answer.absent()) {
      return garbled(call, answer);
    }
    return refused(call.does(), answer);
  }

  private Problem tooBusy(ApiOperation does, ServerResponse answer) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("world.server.busy", context, does.words()),
            answer
                .retryAfter(Instant.now())
                .map(wait -> say("world.server.busy.wait", wait.toSeconds()))
                .orElseGet(() -> say("world.server.busy.later")))
        .because(message(answer) + " (" + answer.code() + ")");
  }

  /**
   * The server said no.
   *
   * @param does what was asked
   */
  public Problem refused(ApiOperation does, ServerResponse answer) {
    return switch (answer.code()) {
      case 401 -> unauthorized(answer);
      case 403 -> isTerminating(answer.tree()) ? other(does, answer) : forbidden(does, answer);
      case 404 -> notFound(does, answer);
      default -> other(does, answer);
    };
  }

  private Problem unauthorized(ServerResponse answer) {
    return Problem.of(
            Problem.Kind.DENIED,
            say("world.server.credentials", context),
            say("world.server.credentials.try"),
            "kubectl --context " + context + " auth whoami")
        .because(
            expired().orElseGet(() -> say("world.server.credentials.wrong"))
                + ": "
                + message(answer));
  }

  private Optional<String> expired() {
    return ClientCertificate.expired(user, Instant.now())
        .map(end -> say("world.server.expired", end));
  }

  private Problem forbidden(ApiOperation does, ServerResponse answer) {
    return Problem.of(
            Problem.Kind.DENIED,
            say("world.server.forbidden", context, does.words()),
            "kubectl --context " + context + " auth can-i " + does.asOptions())
        .because(message(answer));
  }

  private Problem notFound(ApiOperation does, ServerResponse answer) {
    boolean kindIsServed = answer.tree().get("kind").text("").equals("Status");
    String look = kindIsServed ? "get " + missing(does, answer) : "api-resources";
    return Problem.of(
            Problem.Kind.PRECONDITION,
            kindIsServed
                ? say("world.server.not-found", context, does.words())
                : say("world.server.kind-not-served", context, does.words()),
            "kubectl --context " + context + " " + look)
        .because(message(answer));
  }

  /** What to list to see that it is missing: a namespace, or objects of the kind itself. */
  private static String missing(ApiOperation does, ServerResponse answer) {
    if (answer.message().startsWith("namespaces ")) {
      return "namespaces";
    }
    String options = does.asOptions();
    return options.substring(options.indexOf(' ') + 1).replaceFirst("/\\S+", "");
  }

  private Problem other(ApiOperation does, ServerResponse answer) {
    return Problem.of(Problem.Kind.PRECONDITION, say("world.server.refuses", context, does.words()))
        .because(message(answer) + " (" + answer.code() + ")");
  }

  private static boolean isTerminating(Tree status) {
    return status.at("details.causes").items().stream()
        .anyMatch(cause -> cause.get("reason").text("").equals("NamespaceTerminating"));
  }

  private static String message(ServerResponse answer) {
    return Neutral.line(answer.message());
  }

  /** Whether nobody listens at the server's address: nothing was sent. */
  boolean isRefused(Throwable e) {
    return Unreachable.refused(e);
  }

  /** Whether there was a connection that broke: what was sent along it may have been done. */
  boolean isBrokenConnection(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException
          || cause instanceof LabFailure
          || cause instanceof SSLException
          || cause instanceof java.net.ConnectException
          || cause instanceof java.net.http.HttpTimeoutException) {
        return false;
      }
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
