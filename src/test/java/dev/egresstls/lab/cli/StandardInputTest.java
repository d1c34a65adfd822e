package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StandardInputTest {
  @Test
  void files_of_the_jvm_and_of_the_class_path_are_never_read_as_input() throws IOException {
    String first = System.getProperty("java.class.path").split(File.pathSeparator)[0];
    assertTrue(StandardInput.isOurs(Path.of(first).toRealPath()));
    Path modules = Path.of(System.getProperty("java.home"), "lib", "modules");
    assertTrue(StandardInput.isOurs(modules.toRealPath()));
  }

  @Test
  void a_pipe_and_a_file_of_the_users_are() {
    assertFalse(StandardInput.isOurs(Path.of("pipe:[4711]")));
    assertFalse(StandardInput.isOurs(Path.of("/somewhere/answers.txt")));
  }
}
