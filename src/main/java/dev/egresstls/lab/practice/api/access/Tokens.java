package dev.egresstls.lab.practice.api.access;

import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that the server knows: the administrator's, and those of service accounts. */
final class Tokens {
  private record Issued(String namespace, String name, String uid, Instant until) {}

  private final ObjectStore store;
  private final String admin;
  private final Clock clock;
  private final Map<String, Issued> issued = new ConcurrentHashMap<>();

  Tokens(ObjectStore store, String admin, Clock clock) {
    this.store = store;
    this.admin = admin;
    this.clock = clock;
  }

  /** Whose token it is; empty if it is nobody's, or not any more. */
  Optional<Caller> caller(String token) {
    if (MessageDigest.isEqual(bytes(token), bytes(admin))) {
      return Optional.of(Caller.ADMIN);
    }
    return Optional.ofNullable(issued.get(token))
        .filter(one -> clock.now().isBefore(one.until) && isThere(one))
        .map(one -> Caller.account(one.namespace, one.name));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A token dies with its account, also if another one gets its name. */
  private boolean isThere(Issued one) {
    return store
        .get("serviceaccounts", one.namespace, one.name)
        .filter(account -> account.at("metadata.uid").text("").equals(one.uid))
        .isPresent();
  }

  /** A new token of an account, for so long; the status of a TokenRequest. */
  Tree issue(Tree account, Duration lasts) {
    String token = "practice-" + UUID.randomUUID();
    Instant until = clock.now().plus(lasts);
    Tree metadata = account.get("metadata");
    issued.put(
        token,
        new Issued(
            metadata.get("namespace").text(""),
            metadata.get("name").text(""),
            metadata.get("uid").text(""),
            until));
    return Tree.object(
        "token",
        token,
        "expirationTimestamp",
        until.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
  }
}
