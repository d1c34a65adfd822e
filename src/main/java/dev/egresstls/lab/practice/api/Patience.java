package dev.egresstls.lab.practice.api;

import java.time.Duration;

/**
 * How long the server waits for a client that owes it something.
 *
 * @param request for the rest of a request that has begun
 * @param idle for the first or next request on a connection
 */
record Patience(Duration request, Duration idle) {
  static final Patience USUAL = new Patience(Duration.ofSeconds(30), Duration.ofMinutes(2));
}
