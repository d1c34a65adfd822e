package dev.egresstls.lab.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lists in the script for JBang: what the program is made of, as the pom and the source tree
 * say. JBang knows neither exclusions nor dependency management, so managed versions are listed
 * first: like Maven, it takes the version that it meets nearest and first.
 */
final class JbangLists {
  static final Path SCRIPT = Path.of("src/jbang/EgressTlsLab.java");

  private static final String BEGIN = "// <jbang> written by JbangLists, see CONTRIBUTING.md\n";
  private static final String END = "// </jbang>\n";
  private static final Path SOURCES = Path.of("src/main/java");

  /** Folders whose files are class path resources, and the name that they get there. */
  private static final List<Mount> RESOURCES =
      List.of(new Mount(Path.of("labs"), "labs/"), new Mount(Path.of("src/main/resources"), ""));

  private record Mount(Path folder, String prefix) {}

  private JbangLists() {}

  /** Writes the lists into the script. Run it in the project's folder, without arguments. */
  public static void main(String[] args) throws IOException {
    Files.writeString(SCRIPT, updated(Files.readString(SCRIPT)));
  }

  /** The script with fresh lists between its markers. */
  static String updated(String script) throws IOException {
    int begin = script.indexOf(BEGIN);
    int end = script.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("no lines " + BEGIN.strip() + " and " + END.strip());
    }
    String before = script.substring(0, begin + BEGIN.length());
    return before + String.join("\n", lines()) + "\n" + script.substring(end);
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    Pom.read(Path.of("pom.xml")).runtime().forEach(gav -> lines.add("//DEPS " + gav));
    lines.add("");
    for (Path source : filesBelow(SOURCES)) {
      if (!source.endsWith("package-info.java")) {
        lines.add("//SOURCES " + fromScript(source));
      }
    }
    lines.add("");
    for (Mount mount : RESOURCES) {
      for (Path file : filesBelow(mount.folder())) {
        String name = mount.prefix() + slashes(mount.folder().relativize(file));
        lines.add("//FILES " + name + "=" + fromScript(file));
      }
    }
    return lines;
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String fromScript(Path file) {
    return slashes(SCRIPT.getParent().relativize(file));
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
