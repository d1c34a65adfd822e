package dev.egresstls.lab.lab;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that must be observed.
 *
 * @param id stable within its step
 * @param says what then holds, for the line of the passed step, with {@code ${self.path}} for what
 *     was seen; empty to stay silent
 * @param probe where to look
 * @param expect what must stand at which path of what is seen; never empty
 * @param within how long to wait for it after the step was done; zero means look once
 */
public record Check(
    String id, String says, Probe probe, Map<String, Expectation> expect, Duration within) {
  public Check {
    expect = Collections.unmodifiableMap(new LinkedHashMap<>(expect));
    if (expect.isEmpty()) {
      throw new IllegalArgumentException("a check that evaluates nothing: " + id);
    }
  }
}
