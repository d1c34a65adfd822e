package dev.egresstls.lab.practice.tools;

import java.util.List;

/**
 * A kind of a bundle.
 *
 * @param group the API group
 * @param shortNames such as {@code btlspolicy}
 * @param namespaced whether its objects live in namespaces
 * @param versions the first is the one that is kept
 */
record BundledKind(
    String group,
    String plural,
    String kind,
    List<String> shortNames,
    boolean namespaced,
    List<Version> versions) {

  /**
   * A version of a kind.
   *
   * @param served whether the API server answers for it
   * @param deprecated whether kubectl prints a warning
   */
  record Version(String name, boolean served, boolean deprecated) {
    static Version served(String name) {
      return new Version(name, true, false);
    }

    static Version unserved(String name) {
      return new Version(name, false, false);
    }
  }
}
