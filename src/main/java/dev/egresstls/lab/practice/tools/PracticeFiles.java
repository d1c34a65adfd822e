package dev.egresstls.lab.practice.tools;

import dev.egresstls.lab.message.ProgramFiles;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;

/** Files that come with the program, under {@code practice/} among its resources. */
public final class PracticeFiles {
  private PracticeFiles() {}

  /** The text of a file. */
  public static String read(String name) {
    return ProgramFiles.text("practice/" + name);
  }

  /** A YAML file's first document. */
  public static Tree yaml(String name) {
    return Yaml.read(read(name));
  }
}
