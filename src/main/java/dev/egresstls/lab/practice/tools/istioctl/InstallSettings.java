package dev.egresstls.lab.practice.tools.istioctl;

import dev.egresstls.lab.practice.tools.CommandLine.Refused;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be installed.
 *
 * @param profile such as {@code minimal}
 * @param image istiod's image with its tag
 * @param env istiod's own variables, from {@code values.pilot.env}
 * @param mesh the fields of meshConfig that were set
 */
record InstallSettings(String profile, String image, Map<String, String> env, Tree mesh) {
  private static final List<String> PROFILES =
      List.of("ambient", "default", "demo", "empty", "minimal", "preview", "remote", "stable");
  private static final Set<String> FIELDS =
      Set.of(
          "profile",
          "hub",
          "tag",
          "meshConfig",
          "values",
          "components",
          "revision",
          "namespace",
          "compatibilityVersion",
          "installPackagePath",
          "unvalidatedValues");
  private static final String ENV = "values.pilot.env.";
  private static final String MESH = "meshConfig.";

  InstallSettings {
    env = Map.copyOf(new LinkedHashMap<>(env));
  }

  /**
   * Reads the values of {@code --set}.
   *
   * @throws Refused for a value without an equals sign, an unknown field or an unknown profile
   */
  static InstallSettings read(List<String> sets, String version) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String pair : split(sets)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new Refused("unknown command line flag value: \"" + pair + "\" is not path=value");
      }
      String path = pair.substring(0, equals);
      String first = path.split("[.\\[]")[0];
      if (!FIELDS.contains(first)) {
        throw new Refused("unknown field \"spec." + first + "\" in IstioOperator");
      }
      given.put(path, pair.substring(equals + 1));
    }
    String profile = given.getOrDefault("profile", "default");
    if (!PROFILES.contains(profile)) {
      throw new Refused(
          "unknown profile \"" + profile + "\", one of: " + String.join(", ", PROFILES));
    }
    return new InstallSettings(profile, image(given, version), env(given), mesh(given));
  }

  /** One flag may hold several values, divided by commas before a further path. */
  private static List<String> split(List<String> sets) {
    List<String> pairs = new ArrayList<>();
    sets.forEach(set -> pairs.addAll(Arrays.asList(set.split(",(?=[A-Za-z.]+=)"))));
    return pairs;
  }

  private static String image(Map<String, String> given, String version) {
    String hub =
        given.getOrDefault("hub", given.getOrDefault("values.global.hub", "docker.io/istio"));
    String tag = given.getOrDefault("tag", given.getOrDefault("values.global.tag", version));
    return hub + "/pilot:" + tag;
  }

  private static Map<String, String> env(Map<String, String> given) {
    Map<String, String> env = new LinkedHashMap<>();
    given.forEach(
        (path, value) -> {
          if (path.startsWith(ENV)) {
            env.put(path.substring(ENV.length()), value);
          }
        });
    return env;
  }

  private static Tree mesh(Map<String, String> given) {
    Tree mesh = Tree.object();
    for (Map.Entry<String, String> setting : given.entrySet()) {
      if (setting.getKey().startsWith(MESH)) {
        String[] keys = setting.getKey().substring(MESH.length()).split("\\.");
        mesh = TreeEdit.put(mesh, typed(setting.getValue()), keys);
      }
    }
    return mesh;
  }

  private static Object typed(String value) {
    if (value.equals("true") || value.equals("false")) {
      return Boolean.valueOf(value);
    }
    return value.matches("\\d{1,9}") ? (Object) Long.valueOf(value) : value;
  }

  /** Whether the profile has an ingress gateway. */
  boolean hasGateway() {
    return List.of("default", "demo", "preview").contains(profile);
  }

  /** Whether the profile has istiod. */
  boolean hasIstiod() {
    return !profile.equals("empty") && !profile.equals("remote");
  }
}
