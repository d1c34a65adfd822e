package dev.egresstls.lab.practice.dataplane.curl;

import dev.egresstls.lab.practice.dataplane.net.Exchange;
import dev.egresstls.lab.practice.dataplane.net.Request;
import dev.egresstls.lab.practice.dataplane.net.Response;
import java.io.PrintStream;

/** What {@code curl -v} tells on the standard error, in the words of curl 8.16. */
final class VerboseOutput {
  private final Options options;
  private final Target target;
  private final PrintStream err;
  private final int connection;

  VerboseOutput(Options options, Target target, PrintStream err, int connection) {
    this.options = options;
    this.target = target;
    this.err = err;
    this.connection = connection;
  }

  private void info(String text) {
    if (options.verbose) {
      err.print("* " + text + "\n");
    }
  }

  private void line(String text) {
    if (options.verbose) {
      err.print(text + "\n");
    }
  }

  /** How the name became addresses. */
  void resolved(Exchange exchange) {
    String place = target.host() + ":" + target.port();
    String pinned = options.resolved.get(place);
    if (pinned != null) {
      info("Added " + place + ":" + pinned + " to DNS cache");
      info("Hostname " + target.host() + " was found in DNS cache");
    } else if (exchange.addresses().isEmpty()) {
      info("Could not resolve host: " + target.host());
    } else if (!exchange.addresses().contains(target.host())) {
      info("Host " + place + " was resolved.");
      info("IPv6: (none)");
      info("IPv4: " + String.join(", ", exchange.addresses()));
    }
  }

  /** The connection, and TLS if the client speaks it. */
  void connected(Exchange exchange) {
    if (exchange.remote().isEmpty()) {
      return;
    }
    String remote = exchange.remote().get();
    String from = exchange.own().ip() + " port " + exchange.own().port();
    info("  Trying " + remote + ":" + target.port() + "...");
    if (!exchange.connected()) {
      String place = remote + " port " + target.port();
      info("connect to " + place + " from " + from + " failed: Connection refused");
    } else if (!target.scheme().equals("https") || handshake(exchange)) {
      String place = target.host() + " (" + remote + " port " + target.port() + ")";
      info("Established connection to " + place + " from " + from + " ");
      info("using HTTP/1.x");
    }
  }

  private boolean handshake(Exchange exchange) {
    info("ALPN: curl offers h2,http/1.1");
    line("} [1 bytes data]");
    info("TLSv1.3 (OUT), TLS handshake, Client hello (1):");
    info("SSL Trust Anchors:");
    info("  CAfile: /cacert.pem");
    if (exchange.exit() == Failures.TLS) {
      info(Failures.sentence(Failures.TLS, target, exchange));
      return false;
    }
    info("TLSv1.3 (IN), TLS handshake, Server hello (2):");
    info("SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / x25519 / RSASSA-PSS");
    info("ALPN: server accepted http/1.1");
    info("Server certificate:");
    info("  subject: CN=" + exchange.certificate().names().stream().findFirst().orElse(""));
    if (exchange.exit() == Failures.CERTIFICATE) {
      info("  " + Failures.sentence(Failures.CERTIFICATE, target, exchange));
      return false;
    }
    info(
        options.insecure
            ? "SSL certificate verification failed, continuing anyway!"
            : "SSL certificate verified via OpenSSL.");
    return true;
  }

  void sent(Request request) {
    line("> " + request.line());
    request.headers().forEach(header -> line("> " + header));
    line("> ");
    info(
        request.body().isEmpty()
            ? "Request completely sent off"
            : "upload completely sent off: " + request.body().length() + " bytes");
  }

  void received(Response response) {
    line("< " + response.line());
    response.headers().forEach(header -> line("< " + header));
    line("< ");
    if (!response.body().isEmpty() && !options.bodyShown()) {
      line("{ [" + response.bodyBytes() + " bytes data]");
    }
  }

  /** The end of the connection. */
  void ended(Exchange exchange, int exit) {
    boolean whole = exit == 0;
    if (whole) {
      info(
          "Connection #"
              + connection
              + " to host "
              + target.host()
              + ":"
              + target.port()
              + " left intact");
      return;
    }
    boolean asked = exit == Failures.EMPTY || exit == Failures.RESET;
    if (asked || exit == Failures.NOT_CONNECTED || exit == Failures.HTTP_ERROR) {
      info(Failures.sentence(exit, target, exchange));
    }
    info((exit == Failures.EMPTY ? "shutting down" : "closing") + " connection #" + connection);
  }
}
