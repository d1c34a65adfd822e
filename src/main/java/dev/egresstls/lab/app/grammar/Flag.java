package dev.egresstls.lab.app.grammar;

import static dev.egresstls.lab.message.Messages.say;

import java.util.List;
import java.util.Optional;

/**
 * An option of a command.
 *
 * @param key where the sentence about it is in the bundle
 * @param names all its names; it is kept by the first
 * @param value what stands behind it; empty if nothing does
 */
public record Flag(String key, List<String> names, Optional<Argument> value) {
  public static final Flag NAMESPACE = of("namespace", Slot.NAMESPACE, "-n", "--namespace");
  public static final Flag ALL = alone("all", "-A", "--all-namespaces");
  public static final Flag CONTAINER = of("container", Slot.CONTAINER, "-c", "--container");
  public static final Flag NTH = of("nth", Slot.NUMBER, "--nth");
  public static final Flag TAIL = of("tail", Slot.NUMBER, "--tail");
  public static final Flag FOLLOW = alone("follow", "-f", "--follow");
  public static final Flag FILENAME = of("filename", Slot.FILE, "-f", "--filename");
  public static final Flag MANAGED_FIELDS = alone("managed", "--show-managed-fields");
  public static final Flag EVERY_CAUSE = alone("causes", "-v", "--verbose");
  public static final Flag TRAINER = alone("trainer", "--trainer");
  public static final Flag EVERYTHING = alone("everything", "--all");
  public static final Flag SEED = of("seed", Slot.NUMBER, "--seed");
  public static final Flag STRICT = alone("strict", "--strict");
  public static final Flag PLAN = alone("plan", "--plan");
  public static final Flag IN_ENVOY = alone("envoy", "-v", "--verbose");
  public static final Flag FROM = of("from", Slot.CLIENT, "--from");
  public static final Flag IN = of("in", Slot.NAMESPACE, "--in");
  public static final Flag WHY_NOT = of("why-not", Slot.URL, "--why-not");
  public static final Flag WIDE_OR_CODE = output("table", "wide", "yaml", "json");
  public static final Flag JSON = output("table", "json");
  public static final Flag REPORT = output("md", "html", "json");

  public Flag {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a flag without a name");
    }
  }

  private static Flag alone(String key, String... names) {
    return new Flag(key, List.of(names), Optional.empty());
  }

  private static Flag of(String key, Slot slot, String... names) {
    return new Flag(key, List.of(names), Optional.of(Argument.needed(slot)));
  }

  private static Flag output(String... formats) {
    Argument format = new Argument(Slot.WORD, true, List.of(formats));
    return new Flag("output", List.of("-o", "--output"), Optional.of(format));
  }

  /** The name that it is kept by: the short one if it has one. */
  public String name() {
    return names.get(0);
  }

  boolean called(String typed) {
    return names.contains(typed);
  }

  /** {@code -n, --namespace NAMESPACE}. */
  public String shown() {
    return String.join(", ", names) + value.map(one -> " " + one.bare()).orElse("");
  }

  /** What it does, in one line. */
  public String says() {
    return say("shell.flag." + key);
  }
}
