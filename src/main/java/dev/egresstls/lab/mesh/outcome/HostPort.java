package dev.egresstls.lab.mesh.outcome;

/** Writes addresses with ports. */
public final class HostPort {
  private HostPort() {}

  /** {@code 203.0.113.10:443} or {@code [2001:db8::1]:443}. */
  public static String of(String address, int port) {
    return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
  }
}
