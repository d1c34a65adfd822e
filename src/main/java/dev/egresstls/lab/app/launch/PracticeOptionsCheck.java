package dev.egresstls.lab.app.launch;

import static dev.egresstls.lab.message.Messages.count;

import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.local.FixedNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What becomes of the options for machines without internet when the cluster is simulated. */
final class PracticeOptionsCheck {
  private PracticeOptionsCheck() {}

  /**
   * The addresses of {@code --ips}, which go before those of the practice cluster's outside world.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if one is no IPv4 address
   */
  static Optional<NameResolver> names(LaunchOptions choice) {
    return choice.addresses().isEmpty()
        ? Optional.empty()
        : Optional.of(new FixedNames(choice.addresses()));
  }

  /** Which options play no part, and why; empty if none was given that does not. */
  static Optional<String> note(LaunchOptions choice, World.Mode mode) {
    List<String> idle = new ArrayList<>();
    choice.resolver().ifPresent(resolver -> idle.add("--resolver"));
    for (String option : new TreeSet<>(choice.files().keySet())) {
      idle.add("--" + option);
    }
    if (mode != World.Mode.PRACTICE || idle.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(count("cli.where.options", idle.size(), String.join(", ", idle)));
  }
}
