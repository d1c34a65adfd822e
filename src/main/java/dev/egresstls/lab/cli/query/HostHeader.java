package dev.egresstls.lab.cli.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code -H "Host: NAME"}: the only header that leads a request another way here. */
final class HostHeader {
  private static final Pattern FORM = Pattern.compile("(?i)host:\\s*([^\\s/]+)");

  private HostHeader() {}

  /** The Host of some headers, the last one counts; empty if there are none. */
  static Optional<String> of(List<String> headers) {
    Optional<String> host = Optional.empty();
    for (String header : headers) {
      Matcher match = FORM.matcher(header.strip());
      if (!match.matches()) {
        throw Problem.of(
                Problem.Kind.USAGE,
                say("cli.trace.header.form", header),
                "-H \"Host: www.example.com\"")
            .failure();
      }
      host = Optional.of(match.group(1));
    }
    return host;
  }
}
