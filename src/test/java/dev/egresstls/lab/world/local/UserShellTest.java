package dev.egresstls.lab.world.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserShellTest {
  private static List<String> argv(Map<String, String> env, String os, String... line) {
    return new UserShell(env, os).argv(Optional.ofNullable(line.length > 0 ? line[0] : null));
  }

  @Test
  void the_shell_is_the_one_that_the_user_has_chosen() {
    assertEquals(List.of("/bin/zsh"), argv(Map.of("SHELL", "/bin/zsh"), "Linux"));
    assertEquals(List.of("sh", "-c", "a | b"), argv(Map.of(), "Linux", "a | b"));
    assertEquals(
        List.of("C:\\cmd.exe", "/c", "dir"),
        argv(Map.of("ComSpec", "C:\\cmd.exe", "SHELL", "/bin/sh"), "Windows 11", "dir"));
    assertEquals(List.of("cmd.exe"), argv(Map.of(), "Windows 11"));
  }

  @Test
  void its_exit_code_is_told_and_variables_are_passed_on() throws InterruptedException {
    UserShell shell = new UserShell(System.getenv(), System.getProperty("os.name"));
    assertEquals(7, shell.run(Optional.of("exit $MARKED"), Map.of("MARKED", "7")));
  }

  @Test
  void a_shell_that_is_not_there_is_one_sentence() {
    UserShell none = new UserShell(Map.of("SHELL", "/no/such/shell"), "Linux");
    var problem = assertThrows(LabFailure.class, () -> none.run(Optional.empty(), Map.of()));
    assertEquals("cannot start the shell /no/such/shell", problem.problem().what());
    assertTrue(problem.problem().tries().get(0).contains("SHELL"));
  }
}
