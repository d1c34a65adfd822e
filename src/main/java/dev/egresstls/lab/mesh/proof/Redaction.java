package dev.egresstls.lab.mesh.proof;

import dev.egresstls.lab.mesh.Dial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces what tells a cluster by, so that a text can be shown to others. */
final class Redaction {
  private static final String IPV4 = "\\d{1,3}(?:\\.\\d{1,3}){3}";

  /** With a double colon, a letter or eight groups: a time of day has none of them. */
  private static final String IPV6 =
      "(?=[0-9a-fA-F:]*(?:::|[a-fA-F])|(?:[0-9a-fA-F]+:){7})"
          + "(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}";

  private static final Pattern ADDRESS =
      Pattern.compile("(?<![\\w.:-])(?:" + IPV4 + "|" + IPV6 + ")(?![0-9a-zA-Z.-])");

  private static final String ID =
      "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();

  Redaction(Dial dial) {
    names.put(dial.pod(), "the-pod");
    names.put(dial.host(), "the-host");
    if (!dial.namespace().equals("default")) {
      names.put(dial.namespace(), "the-namespace");
    }
  }

  String of(String text) {
    String shown = text.replaceAll(ID, "the-request-id");
    for (Map.Entry<String, String> name : names.entrySet()) {
      if (!name.getKey().isEmpty()) {
        String whole = "(?<![\\w-])" + Pattern.quote(name.getKey()) + "(?![\\w-])";
        shown = shown.replaceAll(whole, Matcher.quoteReplacement(name.getValue()));
      }
    }
    return ADDRESS.matcher(shown).replaceAll(found -> address(found.group()));
  }

  /** What names no machine of the learner stays. */
  private String address(String text) {
    if (text.startsWith("127.") || text.equals("0.0.0.0") || text.equals("::")) {
      return text;
    }
    return addresses.computeIfAbsent(text, one -> "address-" + (addresses.size() + 1));
  }
}
