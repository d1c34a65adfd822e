package dev.egresstls.lab.world.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProcessesTest {
  @TempDir Path folder;
  private final Processes processes = new Processes(System.getenv());
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private int sh(String script) throws InterruptedException {
    return processes.run(List.of("sh", "-c", script), Map.of(), lines::add);
  }

  @Test
  void both_streams_come_line_by_line_and_the_exit_code_is_the_tools() throws Exception {
    assertEquals(7, sh("echo one; echo two >&2; echo; printf three; exit 7"));
    assertEquals(List.of("one", "two", "", "three"), lines);
  }

  @Test
  void a_tool_sees_an_empty_input_and_the_added_variables() throws Exception {
    assertEquals(
        0,
        processes.run(
            List.of("sh", "-c", "cat; echo $KUBECONFIG; echo ${HOME:+home}"),
            Map.of("KUBECONFIG", "/lab/own"),
            lines::add));
    assertEquals(List.of("/lab/own", "home"), lines);
  }

  @Test
  void a_progress_line_is_told_at_each_carriage_return() throws Exception {
    sh("printf 'a 1\\ra 2\\r\\nb\\n'");
    assertEquals(List.of("a 1", "a 2", "b"), lines);
  }

  @Test
  void hostile_output_is_neutralised_and_a_huge_line_is_cut() throws Exception {
    sh(
        "printf '\\033[31mred\\033]0;t\\007\\377\\n'; head -c 1000000 /dev/zero | tr '\\0' x; echo; echo end");
    assertEquals("red\ufffd", lines.get(0));
    assertEquals(Neutral.LONGEST_LINE + 1, lines.get(1).length());
    assertEquals("end", lines.get(2));
  }

  @Test
  void an_interrupt_ends_the_tool_its_children_and_theirs() throws Exception {
    LinkedBlockingQueue<String> pids = new LinkedBlockingQueue<>();
    // The inner shell ignores the first, polite request to end.
    String script =
        "sh -c 'trap \"\" TERM; sleep 300 & echo $!; echo $$; wait; wait; sleep 300' & echo $$; wait";
    Thread learner =
        new Thread(
            () ->
                assertThrows(
                    InterruptedException.class,
                    () -> processes.run(List.of("sh", "-c", script), Map.of(), pids::add)));
    learner.start();
    List<String> started = List.of(pids.take(), pids.take(), pids.take());
    List<Optional<ProcessHandle>> handles =
        started.stream().map(pid -> ProcessHandle.of(Long.parseLong(pid))).toList();
    learner.interrupt();
    learner.join();
    for (Optional<ProcessHandle> handle : handles) {
      assertFalse(handle.map(ProcessHandle::isAlive).orElse(false), handle.toString());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_tool_is_in_a_group_of_its_own_where_the_terminals_ctrl_c_does_not_reach_it()
      throws Exception {
    sh("echo $$; read -r stat < /proc/$$/stat; set -- $stat; echo $5");
    assertEquals(lines.get(0), lines.get(1));
  }

  @Test
  void a_child_that_lives_on_and_holds_the_output_does_not_hold_up_the_lab() throws Exception {
    LinkedBlockingQueue<String> pids = new LinkedBlockingQueue<>();
    int exit = processes.run(List.of("sh", "-c", "sleep 300 & echo $!"), Map.of(), pids::add);
    assertEquals(0, exit);
    ProcessHandle.of(Long.parseLong(pids.take())).ifPresent(ProcessHandle::destroy);
  }

  @Test
  void a_missing_tool_is_named_with_the_page_to_get_it_from() {
    Processes nothing = new Processes(Map.of("PATH", folder.toString()));
    assertFalse(nothing.has("kind"));
    Problem problem = problem(nothing, "kind");
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertEquals("kind is not on the PATH", problem.what());
    assertTrue(problem.tries().get(0).contains("https://kind.sigs.k8s.io/"), problem::toString);
  }

  @Test
  void a_tool_without_the_right_to_run_is_told_from_a_missing_one() throws IOException {
    Path tool = Files.writeString(folder.resolve("istioctl"), "#!/bin/sh\n");
    Processes processes = new Processes(Map.of("PATH", folder.toString()));
    assertFalse(processes.has("istioctl"));
    assertEquals(List.of("chmod +x " + tool), problem(processes, "istioctl").tries());
  }

  @Test
  void a_file_that_is_no_program_is_a_problem_and_no_stack_trace() throws IOException {
    Path tool = Files.writeString(folder.resolve("kind"), "#!/no/such/interpreter\n");
    assertTrue(tool.toFile().setExecutable(true));
    Processes processes = new Processes(Map.of("PATH", folder.toString()));
    assertTrue(processes.has("kind"));
    assertEquals("cannot run kind", problem(processes, "kind").what());
  }

  private Problem problem(Processes processes, String tool) {
    return assertThrows(LabFailure.class, () -> processes.run(List.of(tool), Map.of(), lines::add))
        .problem();
  }

  @Test
  void on_windows_the_endings_of_programs_are_tried() throws IOException {
    Path tool = Files.writeString(folder.resolve("kind.EXE"), "");
    assertTrue(tool.toFile().setExecutable(true));
    Map<String, String> env = Map.of("Path", folder.toString(), "PATHEXT", ".COM;.EXE");
    assertTrue(new Processes(env).has("kind"));
  }
}
