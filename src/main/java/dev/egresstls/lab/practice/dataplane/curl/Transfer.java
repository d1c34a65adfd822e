package dev.egresstls.lab.practice.dataplane.curl;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.practice.dataplane.net.Exchange;
import dev.egresstls.lab.practice.dataplane.net.Network;
import dev.egresstls.lab.practice.dataplane.net.Request;
import dev.egresstls.lab.practice.dataplane.net.Response;
import dev.egresstls.lab.practice.dataplane.shell.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One URL of a curl command line. */
final class Transfer {
  private final Invocation call;
  private final Options options;
  private final Network network;
  private final String url;
  private final Target target;
  private final Optional<Target> proxy;
  private final VerboseOutput narrator;
  private final ProgressMeter meter;

  Transfer(
      Invocation call, Options options, Network network, String url, Target target, int number) {
    this.call = call;
    this.options = options;
    this.network = network;
    this.url = url;
    this.target = target;
    this.proxy = Proxy.of(call, options, target);
    this.narrator = new VerboseOutput(options, hop(), call.err(), number);
    this.meter = new ProgressMeter(call.err(), options.meter());
  }

  /** Where curl connects to. */
  private Target hop() {
    return proxy.orElse(target);
  }

  /** Does it; gives curl's exit code. */
  int run() {
    Request request = request();
    Exchange exchange = network.send(dial(), request, options.insecure);
    meter.begin();
    narrator.resolved(exchange);
    narrator.connected(exchange);
    if (exchange.connected() && !isHandshakeFailure(exchange.exit())) {
      narrator.sent(request);
    }
    exchange.response().ifPresent(this::headers);
    int exit = exit(exchange);
    Optional<Response> shown = exchange.response().filter(answer -> exit == 0);
    shown.ifPresent(this::body);
    meter.end(shown.map(Response::bodyBytes).orElse(0), exchange.millis());
    narrator.ended(exchange, exit);
    told(exchange, exit);
    return exit;
  }

  private void told(Exchange exchange, int exit) {
    options.writeOut.ifPresent(
        format -> {
          WriteOut filled = new WriteOut(url, hop(), exchange, exit, options.verb());
          call.out().print(filled.fill(format));
        });
    if (exit != 0 && options.tellsErrors()) {
      String sentence = Failures.sentence(exit, hop(), exchange);
      call.err().print("curl: (" + exit + ") " + sentence + "\n" + Failures.advice(exit));
    }
  }

  private static boolean isHandshakeFailure(int exit) {
    return exit == Failures.TLS || exit == Failures.CERTIFICATE;
  }

  private int exit(Exchange exchange) {
    boolean error =
        options.failsOnError
            && exchange.response().filter(answer -> answer.code() >= 400).isPresent();
    return error ? Failures.HTTP_ERROR : exchange.exit();
  }

  private Request request() {
    List<String> lines = new ArrayList<>();
    if (given("Host").isEmpty()) {
      lines.add("Host: " + target.hostHeader());
    }
    if (given("User-Agent").isEmpty()) {
      String agent = options.userAgent.orElse("curl/" + CurlBuild.version(call));
      lines.add("User-Agent: " + agent);
    }
    if (given("Accept").isEmpty()) {
      lines.add("Accept: */*");
    }
    String body = String.join("&", options.data);
    options.headers.stream().filter(line -> !line.endsWith(":")).forEach(lines::add);
    if (!body.isEmpty()) {
      lines.add("Content-Length: " + body.length());
      lines.add("Content-Type: application/x-www-form-urlencoded");
    }
    String asked =
        proxy.isPresent() ? "http://" + target.hostHeader() + target.path() : target.path();
    return new Request(options.verb(), asked, lines, body);
  }

  private Optional<String> given(String name) {
    return options.headers.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .findFirst();
  }

  private Dial dial() {
    if (proxy.isPresent()) {
      String host = proxy.get().host();
      int port = proxy.get().port();
      return new Dial("http", host, port, call.namespace(), call.podName(), Optional.empty());
    }
    String place = target.host() + ":" + target.port();
    Optional<String> pinned = Optional.ofNullable(options.resolved.get(place));
    String[] instead =
        Optional.ofNullable(options.connections.get(place))
            .or(() -> Optional.ofNullable(options.connections.get("::")))
            .orElse(":")
            .split(":", -1);
    String host = instead[0].isEmpty() ? target.host() : instead[0];
    int port = instead[1].matches("\\d{1,5}") ? Integer.parseInt(instead[1]) : target.port();
    Optional<String> named =
        given("Host")
            .map(line -> line.substring("Host:".length()).strip())
            .or(() -> Optional.of(target.host()).filter(own -> !own.equals(host)));
    return new Dial(target.scheme(), host, port, call.namespace(), call.podName(), pinned)
        .with(new Dial.Request(options.verb(), target.path(), named));
  }

  private void headers(Response response) {
    narrator.received(response);
    String text = response.line() + "\r\n" + String.join("\r\n", response.headers()) + "\r\n\r\n";
    if (options.dumpHeader.filter("-"::equals).isPresent()) {
      call.out().print(text);
    }
    if ((options.include || options.head) && options.bodyShown()) {
      call.out().print(text);
    }
  }

  private void body(Response response) {
    if (options.bodyShown()) {
      call.out().print(response.body());
    }
  }
}
