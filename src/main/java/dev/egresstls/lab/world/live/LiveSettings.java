package dev.egresstls.lab.world.live;

import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.local.DnsNames;
import dev.egresstls.lab.world.local.FixedNames;
import dev.egresstls.lab.world.local.Xdg;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user may set about the world.
 *
 * @param env this process's environment; tools inherit it
 * @param folders where the lab keeps its own files
 * @param localFiles files and folders that stand in for downloads, by option name without dashes:
 *     {@code gateway-api-file}, {@code istio-dir}
 * @param resolver the name server of {@code --resolver}: {@code HOST} or {@code HOST:PORT}
 * @param ips the addresses of {@code --ips}, which replace DNS; may be empty
 */
public record LiveSettings(
    Map<String, String> env,
    Xdg folders,
    Map<String, Path> localFiles,
    Optional<String> resolver,
    List<String> ips) {
  public LiveSettings {
    env = Map.copyOf(env);
    localFiles = Map.copyOf(localFiles);
    ips = List.copyOf(ips);
  }

  /** This user's environment and folders, and nothing else set. */
  public static LiveSettings ofThisUser() {
    return new LiveSettings(
        System.getenv(), Xdg.ofThisUser(), Map.of(), Optional.empty(), List.of());
  }

  /**
   * Where addresses come from.
   *
   * @throws dev.egresstls.lab.lab.LabFailure USAGE if an address or a name server is none
   */
  NameResolver names() {
    return ips.isEmpty()
        ? resolver.map(DnsNames::of).orElseGet(DnsNames::ofSystem)
        : new FixedNames(ips);
  }
}
