package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flags in istiod's environment, by which the way of a packet may change. */
public final class IstiodFlags {
  /** Whether istiod reads the experimental kinds of the Gateway API. */
  public static final String ALPHA_GATEWAY_API = "PILOT_ENABLE_ALPHA_GATEWAY_API";

  /** Every flag that the model reads. */
  public static final List<String> KNOWN =
      List.of(ALPHA_GATEWAY_API, "PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES");

  private static final List<String> BOOLEANS =
      List.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False");

  private IstiodFlags() {}

  /**
   * Flags as they were typed, {@code NAME=VALUE} each.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) for a flag that the model does not know, or a
   *     value that istiod would not take for a boolean
   */
  public static Map<String, String> of(List<String> typed) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (String one : typed) {
      int equals = one.indexOf('=');
      String name = equals < 0 ? one : one.substring(0, equals);
      if (!KNOWN.contains(name)) {
        throw unknown(name).failure();
      }
      String value = equals < 0 ? "" : one.substring(equals + 1);
      if (!BOOLEANS.contains(value)) {
        throw Problem.of(
                Problem.Kind.USAGE, say("trace.flag.noBoolean", one), "--flag " + name + "=true")
            .failure();
      }
      flags.put(name, value);
    }
    return flags;
  }

  private static Problem unknown(String name) {
    String what = say("trace.flag.unknown", name);
    return Spelling.near(name, KNOWN)
        .map(near -> Problem.of(Problem.Kind.USAGE, what, say("trace.flag.near", near)))
        .orElseGet(
            () ->
                Problem.of(
                    Problem.Kind.USAGE, what, say("trace.flag.oneOf", String.join(", ", KNOWN))));
  }
}
