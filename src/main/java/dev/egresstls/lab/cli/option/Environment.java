package dev.egresstls.lab.cli.option;

import dev.egresstls.lab.world.local.DownloadMirror;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives shared options from the environment that the command line does not give: {@code --track}
 * from {@code EGRESSTLS_TRACK}. What the command line says of the place to work goes before all
 * that the environment says of it.
 */
public final class Environment implements IDefaultValueProvider {
  private static final String PREFIX = "EGRESSTLS_";
  private static final Set<String> PLACES =
      Set.of("--practice", "--kind", "--kubeconfig", "--context");
  private static final Set<String> ELSEWHERE = Set.of("--objects");
  private static final Set<Class<?>> SHARED = Set.of(Selection.class, Appearance.class);
  private static final Set<String> ALSO = Set.of("--output", "--quiet");

  private final Map<String, String> env;
  private final boolean placed;

  /** For the arguments of a process and its environment. */
  public Environment(Map<String, String> env, List<String> args) {
    this.env = Map.copyOf(env);
    this.placed = args.stream().map(Environment::name).anyMatch(Environment::isPlace);
  }

  private static String name(String arg) {
    int equals = arg.indexOf('=');
    return equals < 0 ? arg : arg.substring(0, equals);
  }

  private static boolean isPlace(String name) {
    return PLACES.contains(name) || ELSEWHERE.contains(name);
  }

  /** Whether it says yes to an option that takes no value. */
  public static boolean says(Map<String, String> env, String option) {
    String value = env.getOrDefault(variable(option), "");
    return !value.isEmpty() && "true".equals(truth(value));
  }

  /** What it says of an option that takes a value. */
  public static Optional<String> value(Map<String, String> env, String option) {
    return Optional.ofNullable(env.get(variable(option))).filter(value -> !value.isBlank());
  }

  private static String variable(String option) {
    return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The variable of an option; empty if the option is one command's own. */
  public static Optional<String> variable(OptionSpec option) {
    String name = option.longestName();
    boolean shared =
        ALSO.contains(name)
            || option.userObject() instanceof Field field
                && SHARED.contains(field.getDeclaringClass());
    if (!shared) {
      return Optional.empty();
    }
    // Which is older than this class, and says more than where the lab itself downloads from.
    return Optional.of(
        name.equals(MirrorOption.NAME) ? DownloadMirror.VARIABLE : variable(usual(option)));
  }

  /** The first long name, of {@code --color} and {@code --colour}. */
  private static String usual(OptionSpec option) {
    return List.of(option.names()).stream()
        .filter(name -> name.startsWith("--"))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String defaultValue(ArgSpec spec) {
    if (!(spec instanceof OptionSpec option) || option.longestName().equals(MirrorOption.NAME)) {
      return null;
    }
    if (placed && PLACES.contains(option.longestName())) {
      return null;
    }
    String value = variable(option).map(env::get).orElse("");
    boolean flag = option.typeInfo().isBoolean();
    return value.isEmpty() ? null : flag ? truth(value) : value;
  }

  private static String truth(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes" -> "true";
      case "0", "false", "no" -> null;
      default -> value;
    };
  }

  /** Where a value comes from that is wrong, if that is the environment. */
  public Optional<String> source(ArgSpec spec) {
    return spec instanceof OptionSpec option && option.stringValues().isEmpty()
        ? variable(option).filter(name -> !env.getOrDefault(name, "").isEmpty())
        : Optional.empty();
  }
}
