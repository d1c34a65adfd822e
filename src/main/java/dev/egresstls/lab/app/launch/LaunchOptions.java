package dev.egresstls.lab.app.launch;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user chose on the command line.
 *
 * @param track the track's id
 * @param practice whether {@code --practice} was said
 * @param kind whether {@code --kind} was said
 * @param kubeconfig a file in the place of what {@code KUBECONFIG} names
 * @param context a context in the place of the current one
 * @param vars values of the lab's variables
 * @param files local files in the place of downloads, by the option that gave them
 * @param resolver the name server to ask, such as {@code 8.8.8.8} or {@code 127.0.0.1:5353}
 * @param addresses what every host name is taken to resolve to; empty to ask
 * @param allowed contexts that may be changed although they do not look like throwaway ones
 */
public record LaunchOptions(
    Optional<String> track,
    boolean practice,
    boolean kind,
    Optional<Path> kubeconfig,
    Optional<String> context,
    Map<String, String> vars,
    Map<String, Path> files,
    Optional<String> resolver,
    List<String> addresses,
    Set<String> allowed) {

  /** Nothing chosen. */
  public static final LaunchOptions NOTHING =
      new LaunchOptions(
          Optional.empty(),
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Map.of(),
          Optional.empty(),
          List.of(),
          Set.of());

  public LaunchOptions {
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    files = Map.copyOf(files);
    addresses = List.copyOf(addresses);
    allowed = Set.copyOf(allowed);
  }

  /** Whether the track and the values are those that the lab comes with. */
  public boolean plain() {
    return track.isEmpty() && vars.isEmpty();
  }

  /** Whether the user named the cluster to work on. */
  public boolean namesCluster() {
    return kubeconfig.isPresent() || context.isPresent();
  }

  /** The same in a practice cluster, on a track. */
  public LaunchOptions inPractice(Optional<String> wanted) {
    return new LaunchOptions(
        wanted,
        true,
        false,
        Optional.empty(),
        Optional.empty(),
        vars,
        files,
        resolver,
        addresses,
        allowed);
  }

  /** The same on the current context of a kubeconfig. */
  public LaunchOptions on(Path file) {
    return new LaunchOptions(
        track,
        false,
        false,
        Optional.of(file),
        Optional.empty(),
        vars,
        files,
        resolver,
        addresses,
        allowed);
  }

  /** The same on a context of the kubeconfig, by its name. */
  public LaunchOptions at(String name) {
    return new LaunchOptions(
        track,
        false,
        false,
        kubeconfig,
        Optional.of(name),
        vars,
        files,
        resolver,
        addresses,
        allowed);
  }
}
