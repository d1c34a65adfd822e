package dev.egresstls.lab.world.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the lab keeps its own files, by the XDG Base Directory specification: a variable that is
 * empty or not an absolute path is ignored. On Windows {@code APPDATA} and {@code LOCALAPPDATA}
 * stand in. None of the folders need exist.
 */
public final class Xdg {
  private static final String OURS = "egresstls-lab";

  private final Map<String, String> env;
  private final Path home;
  private final boolean windows;

  /**
   * Folders for an environment.
   *
   * @param os as in the system property {@code os.name}
   */
  public Xdg(Map<String, String> env, Path home, String os) {
    this.env = Map.copyOf(env);
    this.home = home;
    this.windows = os.toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /** The folders of the user who runs this process. */
  public static Xdg ofThisUser() {
    return new Xdg(
        System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
  }

  /** Settings. */
  public Path config() {
    return folder("XDG_CONFIG_HOME", "APPDATA", ".config");
  }

  /** Progress, history, and the lab's own kubeconfig. */
  public Path state() {
    return folder("XDG_STATE_HOME", "LOCALAPPDATA", ".local/state");
  }

  /** What the user has put there, such as labs. */
  public Path data() {
    return folder("XDG_DATA_HOME", "LOCALAPPDATA", ".local/share");
  }

  /** What can be fetched again. */
  public Path cache() {
    Path folder = folder("XDG_CACHE_HOME", "LOCALAPPDATA", ".cache");
    boolean shared = windows && absolute("XDG_CACHE_HOME").isEmpty();
    return shared ? folder.resolve("cache") : folder;
  }

  private Path folder(String variable, String onWindows, String underHome) {
    Optional<Path> named = absolute(variable);
    if (named.isEmpty() && windows) {
      named = absolute(onWindows);
    }
    return (named.isPresent() ? named.get() : home.resolve(underHome)).resolve(OURS);
  }

  private Optional<Path> absolute(String variable) {
    String value = env.getOrDefault(variable, "");
    try {
      Path path = Path.of(value);
      return path.isAbsolute() ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
