package dev.egresstls.lab.trace;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.observed.StatedOrigin;
import dev.egresstls.lab.mesh.observed.StatedOrigin.Plain;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a user says of a server outside: {@code HOST[:PORT]: cert=NAMES;
 * plain=hangup|400|http; h2=yes|no; ca=system|NAMESPACE/CONFIGMAP}.
 */
public final class OriginText {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\[[0-9A-Fa-f:.]+\\]|[^:\\s\\[\\]]+)(?::(\\d{1,5}))?:\\s*([^\\s].*)", Pattern.DOTALL);
  private static final Map<String, Plain> PLAIN =
      Map.of("hangup", Plain.HANGUP, "400", Plain.BAD_REQUEST, "http", Plain.HTTP);
  private static final List<String> FIELDS = List.of("cert", "plain", "h2", "ca");

  private OriginText() {}

  /**
   * One of them.
   *
   * @throws LabFailure (usage) if it has another form
   */
  public static StatedOrigin of(String typed) {
    Matcher match = FORM.matcher(typed.strip());
    if (!match.matches()) {
      throw bad(say("trace.origin.form", typed));
    }
    Map<String, String> fields = fields(match.group(3));
    Optional<Integer> port = Optional.ofNullable(match.group(2)).map(Integer::parseInt);
    if (port.filter(one -> one < 1 || one > 65535).isPresent()) {
      throw bad(say("trace.origin.form", typed));
    }
    return new StatedOrigin(
        match.group(1).replaceAll("[\\[\\]]", ""),
        port,
        Optional.ofNullable(fields.get("cert")).map(OriginText::names),
        Optional.ofNullable(fields.get("plain")).map(word -> choice("plain", word, PLAIN)),
        Optional.ofNullable(fields.get("h2"))
            .map(word -> choice("h2", word, Map.of("yes", true, "no", false))),
        Optional.ofNullable(fields.get("ca")));
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String part : text.split(";")) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (part.isBlank()) {
        continue;
      }
      if (!FIELDS.contains(name) || value.isEmpty()) {
        throw bad(say("trace.origin.field", part.strip(), String.join(", ", FIELDS)));
      }
      fields.put(name, value);
    }
    return fields;
  }

  /** Names divided by commas or spaces; {@code none} for a server without TLS. */
  private static List<String> names(String text) {
    return text.equals("none")
        ? List.of()
        : Arrays.stream(text.split("[,\\s]+")).filter(name -> !name.isEmpty()).toList();
  }

  private static <T> T choice(String field, String word, Map<String, T> words) {
    if (!words.containsKey(word)) {
      String all = String.join(", ", words.keySet().stream().sorted().toList());
      throw bad(say("trace.origin.value", field, word, all));
    }
    return words.get(word);
  }

  private static LabFailure bad(String what) {
    return Problem.of(Problem.Kind.USAGE, what, say("trace.origin.suchAs")).failure();
  }
}
