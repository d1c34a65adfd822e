package dev.egresstls.lab.practice.dataplane.curl;

import java.util.Map;
import java.util.Set;

/**
 * The options that this curl knows: those a learner may need, and those that change nothing here.
 */
final class OptionTable {
  /** Short options by their long names. */
  static final Map<Character, String> SHORT =
      Map.ofEntries(
          Map.entry('v', "verbose"),
          Map.entry('s', "silent"),
          Map.entry('S', "show-error"),
          Map.entry('o', "output"),
          Map.entry('D', "dump-header"),
          Map.entry('w', "write-out"),
          Map.entry('m', "max-time"),
          Map.entry('H', "header"),
          Map.entry('4', "ipv4"),
          Map.entry('6', "ipv6"),
          Map.entry('k', "insecure"),
          Map.entry('I', "head"),
          Map.entry('X', "request"),
          Map.entry('L', "location"),
          Map.entry('V', "version"),
          Map.entry('h', "help"),
          Map.entry('f', "fail"),
          Map.entry('i', "show-headers"),
          Map.entry('d', "data"),
          Map.entry('A', "user-agent"),
          Map.entry('O', "remote-name"),
          Map.entry('g', "globoff"),
          Map.entry('G', "get"),
          Map.entry('N', "no-buffer"),
          Map.entry('#', "progress-bar"),
          Map.entry('e', "referer"),
          Map.entry('u', "user"),
          Map.entry('b', "cookie"),
          Map.entry('c', "cookie-jar"),
          Map.entry('0', "http1.0"),
          Map.entry('Z', "parallel"),
          Map.entry('q', "disable"),
          Map.entry('x', "proxy"),
          Map.entry('R', "remote-time"));

  /** Options that take a value. */
  static final Set<String> VALUED =
      Set.of(
          "output",
          "dump-header",
          "write-out",
          "max-time",
          "header",
          "request",
          "data",
          "data-raw",
          "data-binary",
          "user-agent",
          "referer",
          "user",
          "cookie",
          "cookie-jar",
          "resolve",
          "connect-to",
          "connect-timeout",
          "retry",
          "retry-delay",
          "cacert",
          "capath",
          "max-redirs",
          "proxy",
          "noproxy",
          "interface",
          "url",
          "keepalive-time",
          "limit-rate",
          "tls-max",
          "cert",
          "key",
          "json");

  /** Options that take none. */
  static final Set<String> FLAGS =
      Set.of(
          "verbose",
          "silent",
          "show-error",
          "ipv4",
          "ipv6",
          "insecure",
          "head",
          "location",
          "version",
          "help",
          "fail",
          "fail-with-body",
          "show-headers",
          "include",
          "remote-name",
          "globoff",
          "get",
          "no-buffer",
          "progress-bar",
          "no-progress-meter",
          "http1.0",
          "http1.1",
          "http2",
          "compressed",
          "no-keepalive",
          "tlsv1.2",
          "tlsv1.3",
          "parallel",
          "disable",
          "remote-time",
          "no-alpn",
          "path-as-is",
          "location-trusted",
          "tcp-nodelay",
          "raw");

  private OptionTable() {}
}
