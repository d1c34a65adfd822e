package dev.egresstls.lab.trace;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.GatewayHalf;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Onward;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The way of a request in five stations: client, iptables, listener, cluster, origin. It shows what
 * the path model found, and nothing where there is nothing yet.
 *
 * @param stations in the order in which the packet meets them
 */
public record Picture(List<Station> stations) {
  /** What a ReplicaSet adds to the name of its pods. */
  private static final Pattern OF_REPLICA_SET = Pattern.compile("-[0-9a-z]{5,10}-[0-9a-z]{5}$");

  private static final Pattern OF_SERVICE =
      Pattern.compile("(?:in|out)bound\\|\\d+\\|[^|]*\\|([^.]+)\\..*\\.svc\\.cluster\\.local");
  private static final Pattern OF_HOST = Pattern.compile("(?:in|out)bound\\|\\d+\\|[^|]*\\|(.+)");

  /**
   * A place on the way.
   *
   * @param name {@code client}, {@code iptables}, {@code listener}, {@code cluster} or {@code
   *     origin}; the key of its title
   * @param lines what stands there, short; empty if nothing does
   * @param changed whether it was otherwise in the picture that this one is compared with
   */
  public record Station(String name, List<String> lines, boolean changed) {
    public Station {
      lines = List.copyOf(lines);
    }

    /** What stands above it. */
    public String title() {
      return switch (name) {
        case "client" -> say("trace.picture.client");
        case "iptables" -> say("trace.picture.iptables");
        case "listener" -> say("trace.picture.listener");
        case "cluster" -> say("trace.picture.cluster");
        default -> say("trace.picture.origin");
      };
    }
  }

  public Picture {
    stations = List.copyOf(stations);
  }

  /**
   * The picture of a way, or of nothing yet.
   *
   * @param traced empty while there is no client
   * @param host the origin's name
   */
  public static Picture of(Optional<Traced> traced, String host) {
    return traced.map(one -> of(one.route())).orElseGet(() -> before(host));
  }

  /** The picture before there is a client: only the origin has a name. */
  public static Picture before(String host) {
    return of(Map.of("origin", List.of(host)));
  }

  /** The picture of a way. */
  public static Picture of(Route route) {
    return of(
        Map.of(
            "client", client(route),
            "iptables", route.hop(Hop.Kind.IPTABLES).map(Picture::taken).orElse(List.of()),
            "listener", listener(route),
            "cluster", cluster(route),
            "origin", origin(route)));
  }

  private static Picture of(Map<String, List<String>> lines) {
    return new Picture(
        List.of("client", "iptables", "listener", "cluster", "origin").stream()
            .map(name -> new Station(name, lines.getOrDefault(name, List.of()), false))
            .toList());
  }

  private static List<String> client(Route route) {
    String pod = OF_REPLICA_SET.matcher(route.dial().pod()).replaceFirst("");
    return List.of(
        pod,
        speaks(route.dial().scheme().toLowerCase(Locale.ROOT)),
        say("trace.picture.port", route.dial().port()));
  }

  private static String speaks(String scheme) {
    return switch (scheme) {
      case "http" -> say("trace.picture.plain");
      case "https" -> say("trace.picture.https");
      default -> say("trace.picture.bytes");
    };
  }

  private static List<String> taken(Hop hop) {
    int port = hop.value().lastIndexOf(':');
    return List.of(port < 0 ? hop.value() : hop.value().substring(port));
  }

  private static List<String> listener(Route route) {
    return route.listener().map(name -> List.of(name, filter(route.filter()))).orElse(List.of());
  }

  private static String filter(Filter filter) {
    return switch (filter) {
      case HTTP -> say("trace.picture.http");
      case TCP_PROXY -> say("trace.picture.tcp");
      case NONE -> say("trace.picture.no-filter");
    };
  }

  private static List<String> cluster(Route route) {
    if (route.cluster().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(shortened(route.cluster().get()));
    route.clusterType().ifPresent(lines::add);
    lines.add(route.tls().isPresent() ? say("trace.picture.tls") : say("trace.picture.no-tls"));
    return lines;
  }

  private static String shortened(String cluster) {
    return Arrays.asList(OF_SERVICE, OF_HOST).stream()
        .map(pattern -> pattern.matcher(cluster))
        .filter(found -> found.matches())
        .map(found -> found.group(1))
        .findFirst()
        .orElse(cluster);
  }

  /** The other end; behind a Gateway, how that meets it. */
  private static List<String> origin(Route route) {
    Optional<GatewayHalf> gateway = route.gateway();
    String host = gateway.isPresent() ? route.dial().authority() : route.dial().host();
    List<String> lines = new ArrayList<>(List.of(host));
    Optional<String> upstream =
        gateway.map(GatewayHalf::onward).map(Onward::upstream).orElseGet(route::upstream);
    upstream.ifPresent(
        at -> {
          int port = at.lastIndexOf(':');
          lines.add(at.substring(0, Math.max(0, port)));
          lines.add(say("trace.picture.port", at.substring(port + 1)));
        });
    gateway.ifPresent(half -> lines.add(say("trace.picture.gateway", half.gateway())));
    gateway
        .map(GatewayHalf::onward)
        .flatMap(Onward::tls)
        .ifPresent(tls -> lines.add(say("trace.picture.tls")));
    return lines;
  }

  /** The same picture, with what is otherwise than in an earlier one marked. */
  public Picture since(Picture earlier) {
    return new Picture(
        IntStream.range(0, stations.size())
            .mapToObj(
                i -> {
                  Station now = stations.get(i);
                  boolean same = now.lines().equals(earlier.stations().get(i).lines());
                  return new Station(now.name(), now.lines(), !same);
                })
            .toList());
  }

  /** Whether something is marked. */
  public boolean marked() {
    return stations.stream().anyMatch(Station::changed);
  }

  /** In words, for those who hear it. */
  public String words() {
    String way =
        stations.stream()
            .map(
                one ->
                    one.lines().isEmpty()
                        ? say("trace.picture.words.nothing", one.title())
                        : say("trace.picture.words", one.title(), String.join(" ", one.lines())))
            .collect(Collectors.joining(", "));
    String fresh =
        stations.stream()
            .filter(Station::changed)
            .map(Station::title)
            .collect(Collectors.joining(", "));
    return fresh.isEmpty()
        ? say("render.sentence", way)
        : say("render.sentence", way) + " " + say("trace.picture.words.new", fresh);
  }

  /** As JSON: {@code docs/json.md} describes it. */
  public List<Tree> document() {
    return stations.stream()
        .map(one -> Tree.object("name", one.name(), "lines", one.lines(), "changed", one.changed()))
        .toList();
  }
}
