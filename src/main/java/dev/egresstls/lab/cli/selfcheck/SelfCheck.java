package dev.egresstls.lab.cli.selfcheck;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.OwnJar;
import dev.egresstls.lab.cli.Surroundings;
import dev.egresstls.lab.cli.Versions;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.local.Mirror;
import dev.egresstls.lab.world.local.ProxyFromEnv;
import dev.egresstls.lab.value.Sha256;
import dev.egresstls.lab.world.local.ToolPath;
import dev.egresstls.lab.world.local.Xdg;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the lab finds around it, group by group. Passwords are left out. */
final class SelfCheck {
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final URI DOWNLOADS = URI.create("https://github.com");
  private static final List<String> PROXIES =
      List.of("https_proxy", "http_proxy", "all_proxy", "no_proxy");

  private final Surroundings here;
  private final Path folder;
  private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();

  /**
   * A look around.
   *
   * @param folder where {@code jbang} would be typed
   */
  SelfCheck(Surroundings here, Path folder) {
    this.here = here;
    this.folder = folder;
  }

  /** The groups, each with its values by stable names. */
  Map<String, Map<String, String>> groups() {
    program();
    java();
    terminal();
    files();
    network();
    jbang();
    return groups;
  }

  private void add(String group, String name, String value) {
    String shown = Neutral.line(value.isEmpty() ? say("cli.self-check.not-set") : value);
    groups.computeIfAbsent(group, any -> new LinkedHashMap<>()).put(name, shown);
  }

  private void program() {
    Optional<Path> jar = OwnJar.find();
    add("program", "version", Versions.current());
    add("program", "jar", jar.map(Path::toString).orElse(say("cli.self-check.classes")));
    add("program", "sha256", jar.map(SelfCheck::digest).orElse("-"));
  }

  private static String digest(Path jar) {
    try {
      return Sha256.of(Files.readAllBytes(jar));
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  private void java() {
    add("java", "version", System.getProperty("java.runtime.version", ""));
    add("java", "vendor", System.getProperty("java.vendor", ""));
    add("java", "home", System.getProperty("java.home", ""));
    String options =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .map(SelfCheck::withoutSecret)
            .collect(Collectors.joining(" "));
    add("java", "options", options);
    String system = System.getProperty("os.name") + " " + System.getProperty("os.version");
    add("java", "system", system + " " + System.getProperty("os.arch"));
  }

  /** A value of an option whose name speaks of a secret, and the user in a URL. */
  private static String withoutSecret(String option) {
    return option
        .replaceAll("(?i)((?:password|token|secret)[^=]*=).*", "$1***")
        .replaceAll("//[^/@\\s]*@", "//***@");
  }

  private void terminal() {
    Theme theme = here.theme(ColourChoice.AUTO);
    add("terminal", "terminal", yes(here.terminal()));
    add("terminal", "TERM", here.env().getOrDefault("TERM", ""));
    add("terminal", "encoding", here.charset().name());
    add("terminal", "language", Locale.getDefault(Locale.Category.DISPLAY).toLanguageTag());
    add("terminal", "colours", yes(ColourChoice.AUTO.colours(here.env(), here.terminal())));
    add("terminal", "unicode", yes(theme.unicode()));
    add("terminal", "accessible", yes(theme.spoken()));
  }

  private static String yes(boolean is) {
    return is ? say("cli.self-check.yes") : say("cli.self-check.no");
  }

  private void files() {
    Xdg xdg = new Xdg(here.env(), here.home(), System.getProperty("os.name"));
    add("files", "state", where(xdg.state()));
    add("files", "cache", where(xdg.cache()));
    add("files", "config", where(xdg.config()));
    add("files", "kubeconfig", here.env().getOrDefault("KUBECONFIG", ""));
    add("files", "home", here.home().toString());
  }

  private static String where(Path path) {
    Path nearest = path;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    boolean usable = nearest != null && Files.isDirectory(nearest) && Files.isWritable(nearest);
    if (!usable) {
      return say("cli.self-check.unwritable", path);
    }
    return nearest.equals(path) ? path.toString() : say("cli.self-check.to-be-made", path);
  }

  private void network() {
    for (String name : PROXIES) {
      String value = here.env().getOrDefault(name, here.env().getOrDefault(upper(name), ""));
      add("network", upper(name), withoutSecret(value));
    }
    Optional<URI> proxy = new ProxyFromEnv(here.env()).proxy(DOWNLOADS);
    String through = proxy.map(URI::toString).map(SelfCheck::withoutSecret).orElse(direct());
    add("network", "downloads", through);
    String mirror = here.env().getOrDefault(Mirror.VARIABLE, "");
    String bundle = OwnJar.bundle().map(Path::toString).orElse("");
    add("network", "mirror", withoutSecret(mirror.isEmpty() ? bundle : mirror));
    add("network", "authorities", System.getProperty(TRUST_STORE, standardAuthorities()));
  }

  private static String direct() {
    return say("cli.self-check.direct");
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** Where Java looks if nobody says otherwise (JSSE Reference Guide, "X.509 trust manager"). */
  private static String standardAuthorities() {
    Path security = Path.of(System.getProperty("java.home"), "lib", "security");
    Path first = security.resolve("jssecacerts");
    return (Files.exists(first) ? first : security.resolve("cacerts")).toString();
  }

  private void jbang() {
    Optional<Path> command = new ToolPath(here.env()).executable("jbang");
    add("jbang", "command", command.map(Path::toString).orElse(say("cli.self-check.no-jbang")));
    Optional<JbangAlias> alias = JbangAlias.from(folder, here.env(), here.home());
    add("jbang", "catalog", alias.map(one -> one.catalog().toString()).orElse(none()));
    add("jbang", "runs", alias.map(SelfCheck::runs).orElse("-"));
  }

  private static String none() {
    return say("cli.self-check.no-alias");
  }

  private static String runs(JbangAlias alias) {
    return alias.missing() ? say("cli.self-check.missing", alias.script()) : alias.script();
  }
}
