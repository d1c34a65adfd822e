package dev.egresstls.lab.value;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what looks like a secret in a line: what names itself one, and what has the shape of one.
 * It rather takes a harmless word for a secret than the other way round.
 */
public final class Secrets {
  static final String HIDDEN = "***";

  static final String NAMES =
      "(?:password|passwd|passphrase|secret[_-]?(?:access[_-]?)?key|client[_-]?secret"
          + "|api[_-]?key|private[_-]?key|client-key-data|id[_-]?token|access[_-]?token"
          + "|refresh[_-]?token|auth[_-]?token|bearer[_-]?token|token|pwd|credentials?"
          + "|\\.?docker(?:config(?:json)?|cfg))[\\w-]*";

  private static final String VALUE = "(\"[^\"]*\"|'[^']*'|[^,}\\s]+)";

  /** Each has one group: what is hidden. */
  private static final List<Pattern> SHAPES =
      List.of(
          // Authorization: Bearer x, Basic x, and the words alone
          Pattern.compile("(?i)\\bauthorization[\"']?\\s*[:=]\\s*[\"']?((?:\\w+\\s+)?[^\\s\"']+)"),
          Pattern.compile("(?i)\\b(?:bearer|basic)\\s+[\"']?([\\w.~+/=-]{6,})"),
          // token=x, "password": "x", --token x, PASSWORD x
          Pattern.compile("(?i)" + NAMES + "[\"']?\\s*[:=]\\s*(\"[^\"]+\"|'[^']+'|[^\\s\"'&,;]+)"),
          Pattern.compile(
              "(?i)--?[\\w.-]{0,30}" + NAMES + "\\s+(\"[^\"]+\"|'[^']+'|[^\\s\"'-][^\\s\"']{3,})"),
          // curl -u name:password, --user name:password
          Pattern.compile("(?:^|\\s)(?:-u|--user|--proxy-user)[=\\s]*([^\\s:]+:\\S+)"),
          // --from-literal=anything=x
          Pattern.compile("--from-literal[=\\s]\\s*[\"']?[^=\\s]+=([^\\s\"']+)"),
          // https://name:password@host
          Pattern.compile("\\b[A-Za-z][A-Za-z0-9+.-]{0,20}://([^\\s/@:]*:[^\\s/@]+)@"),
          // {name: PASSWORD, value: x} and the same as JSON, in any order of the two
          Pattern.compile(
              "[\"']?\\bname[\"']?\\s*:\\s*[\"']?[\\w.-]+[\"']?\\s*,\\s*[\"']?value[\"']?\\s*:\\s*"
                  + VALUE),
          Pattern.compile(
              "[\"']?\\bvalue[\"']?\\s*:\\s*"
                  + VALUE
                  + "\\s*,\\s*[\"']?name[\"']?\\s*:\\s*[\"']?[\\w.-]+"),
          // what docker keeps of a registry: {"auth": "x"}
          Pattern.compile("\"auth\"\\s*:\\s*(\"[^\"]+\")"),
          // what kubectl apply keeps of an object once more
          Pattern.compile("last-applied-configuration[\"']?\\s*[:=]\\s*(\\S.*)$"),
          // a JSON web token
          Pattern.compile("\\b(eyJ[\\w-]{8,}\\.[\\w-]{4,}(?:\\.[\\w-]*)?)"),
          // tokens that say whose they are
          Pattern.compile("\\b((?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hvs\\.)[\\w-]{10,})"),
          Pattern.compile("\\b((?:AKIA|ASIA)[A-Z0-9]{16})\\b"),
          Pattern.compile("\\b(AIza[\\w-]{30,})"),
          // a kubeconfig's key, and any PEM body in base64: LS0tLS1CRUdJTi is "-----BEGIN"
          Pattern.compile("(LS0tLS1CRUdJTi[\\w+/=]+)"),
          // bootstrap tokens
          Pattern.compile("\\b([a-z0-9]{6}\\.[a-z0-9]{16})\\b"));

  private static final Pattern NAMED = Pattern.compile("(?i)[\\w.-]{0,40}" + NAMES + "|auth");

  private static final Pattern KEY_BEGINS = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");
  private static final Pattern KEY_ENDS = Pattern.compile("-----END [A-Z ]*PRIVATE KEY-----");

  /** Words that ask for a secret even where nothing of one is next to them. */
  private static final Pattern WORDS =
      Pattern.compile(
          "(?i)(?:^|[^a-z])(?:password|passwd|passphrase|bearer|private[ _-]?key|api[ _-]?key)"
              + "(?:$|[^a-z])|(?:^|\\s)--?\\w*token\\b");

  private static final Pattern NAME = Pattern.compile("[\\s+-]*[\"']?name[\"']?\\s*:.*");
  private static final Pattern VALUE_OF_NAME =
      Pattern.compile("([\\s+-]*)[\"']?value[\"']?\\s*:\\s*(\\S.*)");

  /** What begins below a field that keeps a secret: {@code password: |}. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?i)([\\s+-]*)(?:[\\w.\"'-]{0,40}"
              + NAMES
              + "|[\\w./\"'-]{0,40}last-applied-configuration)[\"']?\\s*:\\s*[|>][+-]?\\d?\\s*");

  /** Numbers, and words that switch something. */
  private static final Pattern HARMLESS =
      Pattern.compile("(?i)[\"']?(?:true|false|yes|no|on|off|\\d{1,3}|)[\"']?[,]?");

  /** An argument whose value is the next one, each in a row of its own. */
  private static final Pattern OPTION =
      Pattern.compile("(?i)\\s*-\\s+[\"']?(?:-u|--?[\\w.-]{0,40}" + NAMES + ")[\"']?,?\\s*");

  private static final Pattern ARGUMENT = Pattern.compile("\\s*-\\s+([^\\s-].*)");

  private boolean inKey;
  private boolean optioned;
  private boolean named;
  private int block = -1;

  /** Whether a line that was typed must not be kept. */
  public static boolean in(String line) {
    return !hidden(line).equals(line)
        || KEY_BEGINS.matcher(line).find()
        || WORDS.matcher(line).find();
  }

  /** The line with {@code ***} in the place of what looks like a secret. */
  public static String hidden(String line) {
    String safe = line;
    for (Pattern shape : SHAPES) {
      Matcher found = shape.matcher(safe);
      StringBuilder rest = new StringBuilder();
      int from = 0;
      while (found.find()) {
        rest.append(safe, from, found.start(1)).append(HIDDEN);
        from = found.end(1);
      }
      safe = from == 0 ? safe : rest.append(safe.substring(from)).toString();
    }
    return safe;
  }

  /** Whether a field of that name keeps a secret. */
  static boolean names(String field) {
    return NAMED.matcher(field).matches();
  }

  /** Whether a value can be a secret at all. */
  static boolean worthHiding(String value) {
    return !HARMLESS.matcher(value).matches();
  }

  /**
   * The same for one of several lines in a row: a private key is hidden from end to end, a text
   * below a field that keeps a secret, and the value of an environment variable below its name.
   */
  public String next(String line) {
    int indent = line.length() - line.stripLeading().length();
    if (block >= 0 && (line.isBlank() || indent > block)) {
      return line.isBlank() ? line : HIDDEN;
    }
    block = -1;
    Matcher below = BLOCK.matcher(line);
    Matcher value = VALUE_OF_NAME.matcher(line);
    Matcher argument = ARGUMENT.matcher(line);
    boolean ofOption = optioned && argument.matches();
    optioned = OPTION.matcher(line).matches();
    if (ofOption && worthHiding(argument.group(1))) {
      return line.substring(0, argument.start(1)) + HIDDEN;
    }
    boolean ofName = named && value.matches();
    named = NAME.matcher(line).matches();
    if (below.matches()) {
      block = indent;
      return line;
    }
    if (ofName && worthHiding(value.group(2))) {
      block = value.group(2).matches("[|>].*") ? indent : -1;
      return block >= 0 ? line : line.substring(0, value.start(2)) + HIDDEN;
    }
    return ofRow(line);
  }

  private String ofRow(String line) {
    boolean begins = KEY_BEGINS.matcher(line).find();
    boolean ends = KEY_ENDS.matcher(line).find();
    boolean key = inKey || begins;
    inKey = key && !ends;
    return key ? HIDDEN : hidden(line);
  }
}
