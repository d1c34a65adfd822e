package dev.egresstls.lab.practice.store.schema;

/** Field names as rules escape them (apiserver pkg/cel/escaping.go @1.33). */
final class CelNames {
  private CelNames() {}

  static String plain(String name) {
    String plain =
        name.replace("__underscores__", "__")
            .replace("__dot__", ".")
            .replace("__dash__", "-")
            .replace("__slash__", "/");
    boolean keyword = plain.length() > 4 && plain.startsWith("__") && plain.endsWith("__");
    return keyword ? plain.substring(2, plain.length() - 2) : plain;
  }
}
