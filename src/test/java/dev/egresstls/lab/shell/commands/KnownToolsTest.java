package dev.egresstls.lab.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools are typed as the pages print them. */
class KnownToolsTest {
  @Test
  void no_tool_is_the_beginning_of_a_command() {
    KnownTools.NAMES.forEach(name -> assertEquals(List.of(), CommandFinder.fitting(name), name));
  }

  @Test
  void a_tool_on_the_path_runs_and_another_does_not(@TempDir Path folder) throws Exception {
    var executable =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createFile(folder.resolve("kubectl"), executable);
    Files.createFile(folder.resolve("rm"), executable);
    KnownTools tools = new KnownTools(Map.of("PATH", folder.toString()));
    assertTrue(tools.runs("kubectl"));
    assertTrue(tools.runs("IPS=$(dig"));
    assertFalse(tools.runs("istioctl"), "it is not there");
    assertFalse(tools.runs("rm"), "it is not known");
    assertFalse(tools.runs("x=1"));
  }

  @Test
  void the_line_goes_to_the_shell_as_it_is() {
    assertEquals("!", CommandFinder.of("ls -l  /tmp").command().name());
    assertEquals("ls -l  /tmp", CommandFinder.of(" ls -l  /tmp").argument());
    assertEquals("get", CommandFinder.of("get pods").command().name());
  }

  @Test
  void a_program_that_is_not_known_is_answered_with_what_to_type() {
    LabFailure failure = assertThrows(LabFailure.class, () -> CommandFinder.of("awk -n 1p x"));
    assertEquals(List.of("!awk, which runs it in your own shell"), failure.problem().tries());
  }
}
