package dev.egresstls.lab.app.launch;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user chose on the command line.
 *
 * @param track the track's id
 * @param cluster where the lab is done
 * @param vars values of the lab's variables
 * @param files local files in the place of downloads, by the option that gave them
 * @param resolver the name server to ask, such as {@code 8.8.8.8} or {@code 127.0.0.1:5353}
 * @param addresses what every host name is taken to resolve to; empty to ask
 */
public record LaunchOptions(
    Optional<String> track,
    ClusterOptions cluster,
    Map<String, String> vars,
    Map<String, Path> files,
    Optional<String> resolver,
    List<String> addresses) {

  /** Nothing chosen. */
  public static final LaunchOptions NOTHING =
      new LaunchOptions(
          Optional.empty(), ClusterOptions.NONE, Map.of(), Map.of(), Optional.empty(), List.of());

  public LaunchOptions {
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    files = Map.copyOf(files);
    addresses = List.copyOf(addresses);
  }

  /** Whether the track and the values are those that the lab comes with. */
  public boolean plain() {
    return track.isEmpty() && vars.isEmpty();
  }

  /** The same in a practice cluster, on a track. */
  public LaunchOptions inPractice(Optional<String> wanted) {
    return new LaunchOptions(wanted, cluster.inPractice(), vars, files, resolver, addresses);
  }

  /** The same in another cluster. */
  public LaunchOptions in(ClusterOptions other) {
    return new LaunchOptions(track, other, vars, files, resolver, addresses);
  }

  /** The same on the current context of a kubeconfig. */
  public LaunchOptions on(Path file) {
    return in(cluster.of(Optional.of(file), Optional.empty()));
  }

  /** The same on a context of the kubeconfig, by its name. */
  public LaunchOptions at(String name) {
    return in(cluster.of(cluster.kubeconfig(), Optional.of(name)));
  }
}
