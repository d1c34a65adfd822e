package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a cluster is a throwaway cluster. That is so only if all evidence agrees: few nodes, all
 * of them made by one and the same local tool and none in a cloud, a context that does not
 * contradict them, an address on this machine or nearby, and no great age. What cannot be read
 * counts against it. docs/decisions/0012-throwaway-clusters.md has the table.
 *
 * @param practice whether it is a practice cluster
 * @param throwaway by what tool it was made, if it is a throwaway cluster
 * @param looksLike what was seen, such as {@code 41 nodes, 407 days old, azure}
 */
public record Judgement(boolean practice, Optional<String> throwaway, String looksLike) {
  /** A practice cluster's version ends so. */
  static final String PRACTICE_MARK = "+practice";

  /** What a local tool makes on one machine has hardly more. */
  static final int FEW_NODES = 10;

  /** An older cluster is dear to someone, whatever made it. */
  private static final long OLD_DAYS = 90;

  /** This machine, private addresses (RFC 1918) and Docker's names for its host. */
  private static final Pattern NEARBY =
      Pattern.compile(
          "localhost|127(\\.[0-9]{1,3}){3}|\\[::1]|0\\.0\\.0\\.0"
              + "|10(\\.[0-9]{1,3}){3}|192\\.168(\\.[0-9]{1,3}){2}"
              + "|172\\.(1[6-9]|2[0-9]|3[01])(\\.[0-9]{1,3}){2}"
              + "|(kubernetes|host)\\.docker\\.internal");

  /** Judges what was seen of the cluster of a context. */
  public static Judgement of(String context, String server, FirstLook look, Instant now) {
    List<Tree> nodes = look.nodes().get("items").items();
    boolean marked = look.version().endsWith(PRACTICE_MARK);
    if (marked && isPractice(look, nodes)) {
      return new Judgement(true, Optional.of(say("world.looks.practice")), "");
    }
    List<String> seen = new ArrayList<>();
    List<String> against = new ArrayList<>();
    seen.add(nodeCount(look.nodes(), against));
    age(look.kubeSystem(), now, seen, against);
    Optional<LocalTool.Made> made = LocalTool.madeBy(nodes);
    Optional<String> cloud = Cloud.of(server, look.version(), nodes);
    cloud.or(() -> made.map(LocalTool.Made::tool)).ifPresent(seen::add);
    cloud.ifPresent(against::add);
    if (made.isEmpty() && cloud.isEmpty() && !nodes.isEmpty()) {
      against.add(say("world.looks.no-tool"));
      seen.add(say("world.looks.no-tool"));
    }
    if (marked) {
      object(say("world.looks.no-practice"), seen, against);
    }
    made.filter(one -> !one.agreesWith(context))
        .ifPresent(one -> object(say("world.looks.context", one.cluster()), seen, against));
    if (!NEARBY.matcher(host(server)).matches()) {
      object(say("world.looks.server", Neutral.line(host(server))), seen, against);
    }
    String looks = String.join(", ", seen);
    return new Judgement(
        false, against.isEmpty() ? made.map(LocalTool.Made::tool) : Optional.empty(), looks);
  }

  private static void object(String what, List<String> seen, List<String> against) {
    seen.add(what);
    against.add(what);
  }

  /** The marker, and no node that is not simulated: any real cluster can bear a version like it. */
  private static boolean isPractice(FirstLook look, List<Tree> nodes) {
    return look.marker().at("data.note").text("").equals("simulated")
        && look.nodes().get("items").isList()
        && nodes.stream().allMatch(Judgement::simulated);
  }

  /** A simulated node says so; right after it was made it says nothing at all yet. */
  private static boolean simulated(Tree node) {
    String kernel = node.at("status.nodeInfo.kernelVersion").text("");
    return kernel.endsWith("-practice") || node.get("status").fields().isEmpty();
  }

  private static String nodeCount(Tree list, List<String> against) {
    if (!list.get("items").isList()) {
      against.add("unreadable");
      return say("world.looks.no-nodes");
    }
    long number =
        list.get("items").items().size() + list.at("metadata.remainingItemCount").number(0);
    boolean more = list.at("metadata.continue").text().isPresent() || number > FEW_NODES;
    if (number == 0 || more) {
      against.add("many");
    }
    boolean unknown = more && list.at("metadata.remainingItemCount").isMissing();
    return unknown
        ? say("world.looks.nodes.more", number - 1)
        : count("world.looks.nodes", number, number);
  }

  private static void age(Tree kubeSystem, Instant now, List<String> seen, List<String> against) {
    Optional<Long> days = days(kubeSystem, now);
    if (days.isEmpty()) {
      object(say("world.looks.no-age"), seen, against);
      return;
    }
    seen.add(count("world.looks.days", days.get(), days.get()));
    if (days.get() > OLD_DAYS) {
      against.add("old");
    }
  }

  private static Optional<Long> days(Tree kubeSystem, Instant now) {
    try {
      return kubeSystem
          .at("metadata.creationTimestamp")
          .text()
          .map(born -> Math.max(0, Duration.between(Instant.parse(born), now).toDays()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String host(String server) {
    return Optional.ofNullable(URI.create(server).getHost()).orElse(server);
  }
}
