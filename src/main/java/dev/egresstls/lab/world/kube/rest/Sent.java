package dev.egresstls.lab.world.kube.rest;

import java.time.Instant;
import java.util.Optional;

/**
 * The moment at which a change was sent.
 *
 * @param notBefore the server's time shortly before, by its own clock; empty if it never said. An
 *     object that is older was there already.
 */
public record Sent(Optional<Instant> notBefore) {}
