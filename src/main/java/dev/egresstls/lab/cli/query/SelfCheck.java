package dev.egresstls.lab.cli.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.ProgramVersion;
import dev.egresstls.lab.app.launch.OwnJar;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Sha256;
import dev.egresstls.lab.world.local.DownloadMirror;
import dev.egresstls.lab.world.local.ProxyFromEnv;
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

/** What the lab finds around it, group by group. Passwords are omitted. */
final class SelfCheck {
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final URI DOWNLOADS = URI.create("https://github.com");
  private static final List<String> PROXIES =
      List.of("https_proxy", "http_proxy", "all_proxy", "no_proxy");

  private final ProcessContext here;
  private final Path folder;
  private final Map<String, Map<String, Value>> groups = new LinkedHashMap<>();

  /**
   * One finding.
   *
   * @param json text, a boolean, or null for what is not there
   * @param shown the same in words
   */
  record Value(Object json, String shown) {}

  /**
   * A look around.
   *
   * @param folder where {@code jbang} would be typed
   */
  SelfCheck(ProcessContext here, Path folder) {
    this.here = here;
    this.folder = folder;
  }

  /** The groups, each with its values by stable names. */
  Map<String, Map<String, Value>> groups() {
    program();
    java();
    terminal();
    files();
    network();
    jbang();
    return groups;
  }

  private void add(String group, String name, String value) {
    String text = Neutral.line(value);
    add(group, name, text.isEmpty() ? null : text, text);
  }

  private void add(String group, String name, boolean value) {
    add(group, name, value, value ? say("cli.self-check.yes") : say("cli.self-check.no"));
  }

  private void add(String group, String name, Object json, String shown) {
    String words = shown.isEmpty() ? say("cli.self-check.not-set") : shown;
    groups.computeIfAbsent(group, any -> new LinkedHashMap<>()).put(name, new Value(json, words));
  }

  private void program() {
    Optional<Path> jar = OwnJar.find();
    add("program", "version", ProgramVersion.current());
    jar.ifPresentOrElse(
        file -> add("program", "jar", file.toString()),
        () -> add("program", "jar", null, say("cli.self-check.classes")));
    add("program", "sha256", jar.map(SelfCheck::digest).orElse(""));
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
    add("terminal", "terminal", here.terminal());
    add("terminal", "TERM", here.env().getOrDefault("TERM", ""));
    add("terminal", "encoding", here.charset().name());
    add("terminal", "language", Locale.getDefault(Locale.Category.DISPLAY).toLanguageTag());
    add("terminal", "colours", ColourChoice.AUTO.colours(here.env(), here.terminal()));
    add("terminal", "unicode", theme.unicode());
    add("terminal", "accessible", theme.spoken());
  }

  private void files() {
    Xdg xdg = new Xdg(here.env(), here.home(), System.getProperty("os.name"));
    folder("state", xdg.state());
    folder("cache", xdg.cache());
    folder("config", xdg.config());
    add("files", "kubeconfig", here.env().getOrDefault("KUBECONFIG", ""));
    add("files", "home", here.home().toString());
  }

  private void folder(String name, Path path) {
    Path nearest = path;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    boolean usable = nearest != null && Files.isDirectory(nearest) && Files.isWritable(nearest);
    String shown = path.toString();
    if (!usable) {
      shown = say("cli.self-check.unwritable", path);
    } else if (!nearest.equals(path)) {
      shown = say("cli.self-check.to-be-made", path);
    }
    add("files", name, path.toString(), Neutral.line(shown));
    groups.get("files").put(name + "Writable", new Value(usable, ""));
  }

  private void network() {
    for (String name : PROXIES) {
      String value = here.env().getOrDefault(name, here.env().getOrDefault(upper(name), ""));
      add("network", upper(name), withoutSecret(value));
    }
    Optional<URI> proxy = new ProxyFromEnv(here.env()).proxy(DOWNLOADS);
    Optional<String> through = proxy.map(URI::toString).map(SelfCheck::withoutSecret);
    add(
        "network",
        "downloads",
        through.orElse(null),
        through
            .map(one -> say("cli.self-check.through", one))
            .orElse(say("cli.self-check.direct")));
    String mirror = here.env().getOrDefault(DownloadMirror.VARIABLE, "");
    String bundle = OwnJar.bundle().map(Path::toString).orElse("");
    add("network", "mirror", withoutSecret(mirror.isEmpty() ? bundle : mirror));
    add("network", "authorities", System.getProperty(TRUST_STORE, standardAuthorities()));
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
    command.ifPresentOrElse(
        file -> add("jbang", "command", file.toString()),
        () -> add("jbang", "command", null, say("cli.self-check.no-jbang")));
    Optional<JbangAlias> alias = JbangAlias.from(folder, here.env(), here.home());
    if (alias.isEmpty()) {
      add("jbang", "runs", null, say("cli.self-check.no-alias"));
      return;
    }
    JbangAlias found = alias.get();
    add("jbang", "catalog", found.catalog().toString());
    String script = Neutral.line(found.script());
    String shown = found.missing() ? say("cli.self-check.missing", script) : script;
    add("jbang", "runs", script, shown);
    groups.get("jbang").put("runsMissing", new Value(found.missing(), ""));
  }
}
