package dev.egresstls.lab.lab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that a what-if sends.
 *
 * @param says what it is, in a few words; empty if it is the only one
 * @param argv the command; empty for the lab's own request
 * @param deployment whose pod sends it; empty for the lab's own client
 * @param dials where the client really connects to, as a URL, if that is not the URL's own host
 * @param expect what the author says will come of it, as for a check of a request; never empty
 */
public record Attempt(
    String says,
    List<String> argv,
    Optional<String> deployment,
    Optional<String> dials,
    Map<String, Expectation> expect) {
  public Attempt {
    argv = List.copyOf(argv);
    expect = Collections.unmodifiableMap(new LinkedHashMap<>(expect));
    if (expect.isEmpty()) {
      throw new IllegalArgumentException("a request of which nothing is expected proves nothing");
    }
  }
}
