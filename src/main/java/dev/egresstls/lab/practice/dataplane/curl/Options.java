package dev.egresstls.lab.practice.dataplane.curl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a curl command line asks for. Filled by {@link OptionReader}. */
final class Options {
  final List<String> urls = new ArrayList<>();
  final List<String> headers = new ArrayList<>();
  final List<String> data = new ArrayList<>();

  /** {@code host:port} to address, from {@code --resolve}; in order. */
  final Map<String, String> resolved = new LinkedHashMap<>();

  /** {@code host:port} to {@code host:port}, from {@code --connect-to}. */
  final Map<String, String> connections = new LinkedHashMap<>();

  boolean verbose;
  boolean silent;
  boolean showsErrors;
  boolean failsOnError;
  boolean insecure;
  boolean head;
  boolean include;
  boolean noMeter;
  Optional<String> output = Optional.empty();
  Optional<String> dumpHeader = Optional.empty();
  Optional<String> writeOut = Optional.empty();
  Optional<String> method = Optional.empty();
  Optional<String> userAgent = Optional.empty();

  /** The proxy of {@code --proxy}; empty text for none. */
  Optional<String> proxy = Optional.empty();

  /** Hosts that are reached without a proxy, from {@code --noproxy}; {@code *} for all. */
  Optional<String> direct = Optional.empty();

  /** Text to print in the place of doing anything: {@code --version} or {@code --help}. */
  Optional<String> notice = Optional.empty();

  /** The method of the request. */
  String verb() {
    return method.orElse(head ? "HEAD" : data.isEmpty() ? "GET" : "POST");
  }

  /** Whether the body goes to the standard output. */
  boolean bodyShown() {
    return output.isEmpty() || output.get().equals("-");
  }

  /** Whether curl draws its progress meter: when the output is no terminal and nobody forbids. */
  boolean meter() {
    return !silent && !noMeter;
  }

  /** Whether a failure is printed on stderr. */
  boolean tellsErrors() {
    return !silent || showsErrors;
  }
}
