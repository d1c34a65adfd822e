package dev.egresstls.lab.check;

/** Writes paths as {@link dev.egresstls.lab.value.TreePath} reads them. */
final class Paths {
  private Paths() {}

  static String member(String path, String name) {
    if (name.contains(".") || name.contains("/")) {
      return path + "[" + name + "]";
    }
    return path.isEmpty() ? name : path + "." + name;
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
