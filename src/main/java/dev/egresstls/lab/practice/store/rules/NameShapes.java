package dev.egresstls.lab.practice.store.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is wrong with a name, a label or a key, sentence by sentence (apimachinery
 * pkg/util/validation/validation.go @1.33).
 */
public final class NameShapes {
  private static final int LABEL = 63;
  private static final int SUBDOMAIN = 253;
  private static final int PORT = 15;

  private static final String LABEL_SHAPE = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN_SHAPE = LABEL_SHAPE + "(\\." + LABEL_SHAPE + ")*";
  private static final String DNS_1035_SHAPE = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String QUALIFIED_SHAPE = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String VALUE_SHAPE = "(" + QUALIFIED_SHAPE + ")?";
  private static final String KEY_SHAPE = "[-._a-zA-Z0-9]+";

  private static final Pattern SEARCH = Pattern.compile("_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?");

  private static final Rule LABEL_RULE =
      new Rule(
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-',"
              + " and must start and end with an alphanumeric character",
          LABEL_SHAPE,
          "'my-name',  or '123-abc'");
  private static final Rule SUBDOMAIN_RULE =
      new Rule(
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-'"
              + " or '.', and must start and end with an alphanumeric character",
          SUBDOMAIN_SHAPE,
          "'example.com'");
  private static final Rule DNS_1035_RULE =
      new Rule(
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with"
              + " an alphabetic character, and end with an alphanumeric character",
          DNS_1035_SHAPE,
          "'my-name',  or 'abc-123'");
  private static final Rule QUALIFIED_RULE =
      new Rule(
          "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
              + " alphanumeric character",
          QUALIFIED_SHAPE,
          "'MyName',  or 'my.name',  or '123-abc'");
  private static final Rule VALUE_RULE =
      new Rule(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
              + " '.', and must start and end with an alphanumeric character",
          VALUE_SHAPE,
          "'MyValue',  or 'my_value',  or '12345'");
  private static final Rule KEY_RULE =
      new Rule(
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
          KEY_SHAPE,
          "'key.name',  or 'KEY_NAME',  or 'key-name'");

  private NameShapes() {}

  private record Rule(Pattern shape, String sentence) {
    Rule(String rule, String shape, String examples) {
      this(
          Pattern.compile(shape),
          rule + " (e.g. " + examples + ", regex used for validation is '" + shape + "')");
    }

    boolean fits(String text) {
      return shape.matcher(text).matches();
    }

    List<String> wrong(String text, int most) {
      List<String> wrong = tooLong(text, most);
      if (!fits(text)) {
        wrong.add(sentence);
      }
      return wrong;
    }
  }

  private static List<String> tooLong(String text, int most) {
    List<String> wrong = new ArrayList<>();
    if (text.length() > most) {
      wrong.add("must be no more than " + most + " characters");
    }
    return wrong;
  }

  /** Of the name of most kinds, and of a host. */
  public static List<String> subdomain(String name) {
    List<String> wrong = tooLong(name, SUBDOMAIN);
    if (!isSubdomain(name)) {
      wrong.add(SUBDOMAIN_RULE.sentence());
    }
    return wrong;
  }

  /** Label by label: the whole shape would take a stack as deep as the name has dots. */
  private static boolean isSubdomain(String name) {
    return Arrays.stream(name.split("\\.", -1)).allMatch(LABEL_RULE::fits);
  }

  /** Of a domain in which a pod searches names; its labels may have underscores. */
  public static List<String> search(String domain) {
    List<String> wrong = tooLong(domain, SUBDOMAIN);
    if (!Arrays.stream(domain.split("\\.", -1)).allMatch(one -> SEARCH.matcher(one).matches())) {
      wrong.add(
          SUBDOMAIN_RULE
              .sentence()
              .replace("characters, '-' or '.'", "characters, '_', '-' or '.'"));
    }
    return wrong;
  }

  /** Of a name without dots. */
  public static List<String> label(String name) {
    List<String> wrong = tooLong(name, LABEL);
    if (!LABEL_RULE.fits(name)) {
      wrong.add(isSubdomain(name) ? "must not contain dots" : LABEL_RULE.sentence());
    }
    return wrong;
  }

  /** Of the name of a Service. */
  public static List<String> dns1035(String name) {
    return DNS_1035_RULE.wrong(name, LABEL);
  }

  /** Of a name that is part of a path, and otherwise free. */
  public static List<String> pathSegment(String name) {
    List<String> wrong = new ArrayList<>();
    if (name.equals(".") || name.equals("..")) {
      wrong.add("may not be '" + name + "'");
    }
    for (String part : List.of("/", "%")) {
      if (name.contains(part)) {
        wrong.add("may not contain '" + part + "'");
      }
    }
    return wrong;
  }

  /** Of the key of a label: a name that may have a domain before it. */
  public static List<String> qualified(String name) {
    String[] parts = name.split("/", -1);
    if (parts.length > 2) {
      String optional =
          " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
      return List.of("a qualified name " + QUALIFIED_RULE.sentence() + optional);
    }
    List<String> wrong = new ArrayList<>();
    if (parts.length == 2 && parts[0].isEmpty()) {
      wrong.add("prefix part must be non-empty");
    } else if (parts.length == 2) {
      subdomain(parts[0]).forEach(one -> wrong.add("prefix part " + one));
    }
    String last = parts[parts.length - 1];
    if (last.isEmpty()) {
      wrong.add("name part must be non-empty");
    }
    QUALIFIED_RULE.wrong(last, LABEL).forEach(one -> wrong.add("name part " + one));
    return wrong;
  }

  /** Of the value of a label. */
  public static List<String> labelValue(String value) {
    return VALUE_RULE.wrong(value, LABEL);
  }

  /** Of a key of a ConfigMap or a Secret. */
  public static List<String> dataKey(String key) {
    List<String> wrong = KEY_RULE.wrong(key, SUBDOMAIN);
    if (key.equals(".") || key.equals("..")) {
      wrong.add("must not be '" + key + "'");
    } else if (key.startsWith("..")) {
      wrong.add("must not start with '..'");
    }
    return wrong;
  }

  /** Of the name of a container's port. */
  public static List<String> portName(String name) {
    List<String> wrong = tooLong(name, PORT);
    if (!name.matches("[-a-z0-9]+")) {
      wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (!name.matches("(?s).*[a-z].*")) {
      wrong.add("must contain at least one letter (a-z)");
    }
    if (name.contains("--")) {
      wrong.add("must not contain consecutive hyphens");
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      wrong.add("must not begin or end with a hyphen");
    }
    return wrong;
  }

  /** Of the name of a variable. */
  public static List<String> variable(String name) {
    return name.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '=')
        ? List.of()
        : List.of(
            "a valid environment variable name must consist only of printable ASCII characters"
                + " other than '='");
  }

  /** Of the number of a port. */
  public static List<String> port(long number) {
    return number >= 1 && number <= 65535
        ? List.of()
        : List.of("must be between 1 and 65535, inclusive");
  }
}
