package dev.egresstls.lab.practice.tools;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that come with the program, under {@code practice/} among its resources. */
public final class PracticeFiles {
  private PracticeFiles() {}

  /** The text of a file. */
  public static String read(String name) {
    String path = "/practice/" + name;
    try (InputStream bytes = PracticeFiles.class.getResourceAsStream(path)) {
      if (bytes == null) {
        throw new IllegalStateException("the program lacks its file " + path);
      }
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A YAML file's first document. */
  public static Tree yaml(String name) {
    return Yaml.read(read(name));
  }
}
