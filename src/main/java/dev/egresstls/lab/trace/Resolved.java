package dev.egresstls.lab.trace;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.Dial;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that the client must dial, as by its option {@code --resolve}.
 *
 * @param host the name that it is for; {@code *} for any
 * @param port the port that it is for
 */
public record Resolved(String host, int port, String address) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\*|[^:\\s]+|\\[[0-9A-Fa-f:.]+\\]):(\\d{1,5}):(\\[[0-9A-Fa-f:.]+\\]|[0-9A-Fa-f:.]+)"
              + "(?:,\\S*)?");

  /**
   * Reads {@code HOST:PORT:ADDR}; of several addresses the first is dialled.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if it has another form
   */
  public static Resolved of(String typed) {
    Matcher match = FORM.matcher(typed.strip());
    int port = match.matches() ? Integer.parseInt(match.group(2)) : 0;
    if (port < 1 || port > 65535) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("trace.resolve.form", typed),
              "--resolve www.example.com:443:203.0.113.10")
          .failure();
    }
    return new Resolved(
        match.group(1).replaceAll("[\\[\\]]", ""), port, match.group(3).replaceAll("[\\[\\]]", ""));
  }

  /**
   * Refuses an address that the client is given for something that it never dials.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is one
   */
  public static void refuseUnused(List<Resolved> all, List<String> urls) {
    List<Dial> dials = urls.stream().map(url -> TraceQuestion.dial(url, "", "")).toList();
    for (Resolved one : all) {
      if (dials.stream().noneMatch(one::isFor)) {
        String to = dials.get(0).host() + ":" + dials.get(0).port();
        throw Problem.of(
                Problem.Kind.USAGE,
                say("trace.resolve.unused", one.host(), one.port(), to),
                "--resolve " + to + ":" + one.address())
            .failure();
      }
    }
  }

  /** Whether it is for what is dialled. */
  public boolean isFor(Dial dial) {
    return port == dial.port() && (host.equals("*") || host.equalsIgnoreCase(dial.host()));
  }

  /** The dial with the address that it is given, if it is given one. */
  public static Dial apply(List<Resolved> all, Dial dial) {
    Optional<String> address =
        all.stream().filter(one -> one.isFor(dial)).map(Resolved::address).findFirst();
    return dial.told(address.or(dial::address));
  }
}
