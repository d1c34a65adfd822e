package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Gives Services addresses of 10.96.0.0/16, as kind sets it up. */
public final class ClusterAddresses {
  private static final int FIRST = 20;
  private static final int LAST = 254;

  private final Supplier<List<Tree>> services;

  /** Looks at the Services that are there before it gives an address. */
  public ClusterAddresses(Supplier<List<Tree>> services) {
    this.services = services;
  }

  /** An address that no Service has. */
  public String free() {
    List<String> taken =
        services.get().stream().map(one -> one.at("spec.clusterIP").text("")).toList();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String ip;
    do {
      ip = "10.96." + random.nextInt(256) + "." + random.nextInt(FIRST, LAST + 1);
    } while (taken.contains(ip));
    return ip;
  }
}
