package dev.egresstls.lab.practice.tools;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.practice.data.net.PublicNames;
import dev.egresstls.lab.world.Names;
import java.util.List;

/** The names of the practice cluster's outside world: what its pods see, the lab sees too. */
public final class PracticeNames implements Names {
  @Override
  public List<String> ipv4(String host) {
    List<String> addresses = PublicNames.addresses(host).stream().sorted().distinct().toList();
    if (addresses.isEmpty()) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              "the name " + host + " has no IPv4 address in the practice cluster's DNS",
              "--var host=www.google.com")
          .failure();
    }
    return addresses;
  }
}
