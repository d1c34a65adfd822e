package dev.egresstls.lab.practice.dataplane.curl;

import dev.egresstls.lab.practice.dataplane.net.Exchange;

/** What curl says of each exit code. */
final class Failures {
  static final int NO_HOST = 6;
  static final int NOT_CONNECTED = 7;
  static final int HTTP_ERROR = 22;
  static final int TLS = 35;
  static final int EMPTY = 52;
  static final int RESET = 56;
  static final int CERTIFICATE = 60;

  private Failures() {}

  /** The sentence behind {@code curl: (N)}. */
  static String sentence(int exit, Target target, Exchange exchange) {
    return switch (exit) {
      case NO_HOST -> "Could not resolve host: " + target.host();
      case NOT_CONNECTED ->
          "Failed to connect to "
              + target.host()
              + " port "
              + target.port()
              + " after "
              + exchange.millis()
              + " ms: Could not connect to server";
      case HTTP_ERROR ->
          "The requested URL returned error: "
              + exchange.response().map(answer -> String.valueOf(answer.code())).orElse("0");
      case TLS -> "TLS connect error: error:0A00010B:SSL routines::wrong version number";
      case EMPTY -> "Empty reply from server";
      case RESET -> "Recv failure: Connection reset by peer";
      case CERTIFICATE -> certificate(target, exchange);
      default -> "Failure " + exit;
    };
  }

  private static String certificate(Target target, Exchange exchange) {
    return exchange.certificate().trusted()
        ? "SSL: no alternative certificate subject name matches target host name '"
            + target.host()
            + "'"
        : "SSL certificate problem: unable to get local issuer certificate";
  }

  /** What follows the sentence, on lines of its own. */
  static String advice(int exit) {
    return exit == CERTIFICATE ? "More details here: https://curl.se/docs/sslcerts.html\n" : "";
  }
}
