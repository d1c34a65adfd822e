package dev.egresstls.lab.lab;

/**
 * A value that a user may set with {@code --var name=value}.
 *
 * @param name as in {@code ${name}}
 * @param byDefault its value if nobody sets it
 * @param kind what it must look like
 * @param help one line
 */
public record Variable(String name, String byDefault, Kind kind, String help) {
  /** What a value must look like. */
  public enum Kind {
    /** A DNS name of lower-case labels (RFC 1123). */
    HOSTNAME,
    /** A Kubernetes namespace name (RFC 1123 label). */
    NAMESPACE,
    /** A Kubernetes object name (RFC 1123 subdomain). */
    NAME,
    /** Any text without control characters. */
    TEXT
  }
}
