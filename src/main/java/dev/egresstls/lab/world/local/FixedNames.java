package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.PodConnection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gives the addresses that the user named with {@code --ips}, whatever the host. */
public final class FixedNames implements NameResolver {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  private final List<String> addresses;

  /**
   * Checks the addresses.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if there are none, or one is not an IPv4 address
   */
  public FixedNames(List<String> addresses) {
    List<String> trimmed = addresses.stream().map(String::strip).toList();
    for (String address : trimmed) {
      if (!IPV4.matcher(address).matches()) {
        throw wrong(say("world.ips.wrong", Neutral.line(address)));
      }
    }
    if (trimmed.isEmpty()) {
      throw wrong(say("world.ips.none"));
    }
    this.addresses = trimmed.stream().sorted().distinct().toList();
  }

  private static RuntimeException wrong(String what) {
    return Problem.of(Problem.Kind.USAGE, what, "--ips 203.0.113.10,203.0.113.11").failure();
  }

  @Override
  public Answer lookUp(String host) {
    return Answer.of("--ips", addresses, Optional.empty());
  }

  /** What the user said of this machine says nothing of the cluster: its DNS is asked. */
  @Override
  public Answer lookUp(String host, PodConnection dns) throws InterruptedException {
    return DnsNames.ofSystem().lookUp(host, dns);
  }
}
