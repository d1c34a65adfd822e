package dev.egresstls.lab.practice.dataplane.curl;

import java.util.List;
import java.util.Optional;

/** Reads curl's command line. */
final class OptionReader {
  private final List<String> arguments;
  private final Options options = new Options();
  private int at;

  private OptionReader(List<String> arguments) {
    this.arguments = arguments;
  }

  /** A command line that curl refuses, in its own words and with exit code 2. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * Reads the arguments behind {@code curl}.
   *
   * @throws Refused for an unknown option, or one that lacks its value
   */
  static Options read(List<String> arguments) {
    OptionReader reader = new OptionReader(arguments);
    while (reader.at < arguments.size()) {
      reader.next(arguments.get(reader.at++));
    }
    return reader.options;
  }

  private void next(String word) {
    if (word.startsWith("--") && word.length() > 2) {
      longOption(word);
    } else if (word.startsWith("-") && word.length() > 1) {
      shortOptions(word);
    } else {
      options.urls.add(word);
    }
  }

  private void longOption(String word) {
    String name = word.substring(2);
    if (OptionTable.FLAGS.contains(name)) {
      flag(name);
    } else if (OptionTable.VALUED.contains(name)) {
      value(name, following(word));
    } else if (!isNegated(name)) {
      throw new Refused("option " + word + ": is unknown");
    }
  }

  /** {@code --no-X} for a flag X: the flags that matter here are off from the start. */
  private static boolean isNegated(String name) {
    return name.startsWith("no-") && OptionTable.FLAGS.contains(name.substring(3));
  }

  private void shortOptions(String word) {
    for (int i = 1; i < word.length(); i++) {
      String name = OptionTable.SHORT.get(word.charAt(i));
      if (name == null) {
        throw new Refused("option " + word + ": is unknown");
      }
      if (OptionTable.VALUED.contains(name)) {
        String rest = word.substring(i + 1);
        value(name, rest.isEmpty() ? following(word) : rest);
        return;
      }
      flag(name);
    }
  }

  private String following(String word) {
    if (at >= arguments.size()) {
      throw new Refused("option " + word + ": requires parameter");
    }
    return arguments.get(at++);
  }

  private void flag(String name) {
    switch (name) {
      case "verbose" -> options.verbose = true;
      case "silent" -> options.silent = true;
      case "show-error" -> options.showsErrors = true;
      case "insecure" -> options.insecure = true;
      case "head" -> options.head = true;
      case "fail", "fail-with-body" -> options.failsOnError = true;
      case "show-headers", "include" -> options.include = true;
      case "no-progress-meter" -> options.noMeter = true;
      case "remote-name" -> options.output = Optional.of("index.html");
      case "version", "help" -> options.notice = Optional.of(name);
      default -> {}
    }
  }

  private void value(String name, String value) {
    switch (name) {
      case "output" -> options.output = Optional.of(value);
      case "dump-header" -> options.dumpHeader = Optional.of(value);
      case "write-out" -> options.writeOut = Optional.of(value);
      case "header" -> options.headers.add(value);
      case "request" -> options.method = Optional.of(value);
      case "data", "data-raw", "data-binary", "json" -> options.data.add(value);
      case "user-agent" -> options.userAgent = Optional.of(value);
      case "url" -> options.urls.add(value);
      case "proxy" -> options.proxy = Optional.of(value);
      case "noproxy" -> options.direct = Optional.of(value);
      case "resolve" -> resolve(value);
      case "connect-to" -> connectTo(value);
      case "max-time", "connect-timeout", "retry" -> number(name, value);
      default -> {}
    }
  }

  private static void number(String name, String value) {
    if (!value.matches("\\d+(\\.\\d+)?")) {
      throw new Refused("option --" + name + ": expected a proper numerical parameter");
    }
  }

  /** {@code HOST:PORT:ADDRESS[,ADDRESS]}; the first address counts. */
  private void resolve(String value) {
    String[] parts = value.replaceFirst("^\\+", "").split(":", 3);
    if (parts.length < 3 || !parts[1].matches("\\d{1,5}")) {
      throw new Refused("option --resolve: is badly used here");
    }
    options.resolved.put(
        parts[0] + ":" + parts[1], parts[2].split(",")[0].replaceAll("[\\[\\]]", ""));
  }

  /** {@code HOST1:PORT1:HOST2:PORT2}; empty parts stand for any, or the same. */
  private void connectTo(String value) {
    String[] parts = value.split(":", -1);
    if (parts.length != 4) {
      throw new Refused("option --connect-to: is badly used here");
    }
    options.connections.put(parts[0] + ":" + parts[1], parts[2] + ":" + parts[3]);
  }
}
