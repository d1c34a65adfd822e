package dev.egresstls.lab.practice.dataplane.curl;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.dataplane.shell.Invocation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which curl a container has: that of its image's tag, such as {@code curlimages/curl:8.16.0}. */
final class CurlBuild {
  private static final Pattern TAG = Pattern.compile(".*curl:v?(\\d+\\.\\d+\\.\\d+).*");
  private static final String USUAL = "8.16.0";

  private CurlBuild() {}

  static String version(Invocation call) {
    Matcher match = TAG.matcher(call.spec().get("image").text(""));
    return match.matches() ? match.group(1) : USUAL;
  }

  static String notice(String version) {
    return "curl "
        + version
        + " (x86_64-pc-linux-musl) libcurl/"
        + version
        + " OpenSSL/3.5.2 zlib/1.3.1\n"
        + "Release-Date: simulated by the practice cluster\n"
        + "Protocols: http https\n"
        + "Features: alt-svc AsynchDNS HSTS HTTPS-proxy IPv6 Largefile libz SSL TLS-SRP threadsafe\n";
  }

  static final String HELP =
      "Usage: curl [options...] <url>\n"
          + " -d, --data <data>           HTTP POST data\n"
          + " -D, --dump-header <file>    Write the received headers to <file>\n"
          + " -f, --fail                  Fail fast with no output on HTTP errors\n"
          + " -h, --help <subject>        Get help for commands\n"
          + " -i, --show-headers          Show response headers in output\n"
          + " -I, --head                  Show document info only\n"
          + " -k, --insecure              Allow insecure server connections\n"
          + " -o, --output <file>         Write to file instead of stdout\n"
          + "     --resolve <host:port:addr>  Provide address for a host\n"
          + " -s, --silent                Silent mode\n"
          + " -S, --show-error            Show error even when -s is used\n"
          + " -v, --verbose               Make the operation more talkative\n"
          + " -w, --write-out <format>    Output FORMAT after completion\n"
          + " -X, --request <method>      Specify request method to use\n"
          + "\n"
          + say("practice.curl.about")
          + "\n";
}
