package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.CommandRunner;
import dev.egresstls.lab.world.background.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Command-line tools as processes of this machine. */
public final class Processes implements CommandRunner {
  private static final Map<String, String> WHERE_TO_GET =
      Map.of(
          "kind", "https://kind.sigs.k8s.io/docs/user/quick-start/#installation",
          "istioctl", "https://istio.io/latest/docs/setup/additional-setup/download-istio-release/",
          "kubectl", "https://kubernetes.io/docs/tasks/tools/");

  private final Map<String, String> env;
  private final ToolPath path;

  /**
   * Tools along the {@code PATH} of an environment.
   *
   * @param env what the tools inherit
   */
  public Processes(Map<String, String> env) {
    this.env = Map.copyOf(env);
    this.path = new ToolPath(env);
  }

  @Override
  public boolean has(String tool) {
    return path.executable(tool).isPresent();
  }

  @Override
  public int run(List<String> argv, Map<String, String> more, Consumer<String> lines)
      throws InterruptedException {
    Process process = start(argv, more);
    // A lab that must end takes its tools along, as a terminal that is closed would have.
    Runnable noLonger = Threads.atExit("end-of-tool", () -> ProcessTree.end(process.toHandle()));
    OutputLines output = new OutputLines(process.getInputStream(), lines);
    output.start();
    try {
      int exit = process.waitFor();
      output.drain();
      return exit;
    } catch (InterruptedException e) {
      ProcessTree.end(process.toHandle());
      throw e;
    } finally {
      noLonger.run();
    }
  }

  /**
   * In a group of its own, where the system has a command for that. A terminal sends Ctrl-C to its
   * whole group: a tool in the lab's own would end by itself, and leave what it started to nobody.
   */
  private List<String> inItsOwnGroup(List<String> command) {
    List<String> all = new ArrayList<>(command);
    path.executable("setsid").ifPresent(setsid -> all.add(0, setsid.toString()));
    return all;
  }

  private Process start(List<String> argv, Map<String, String> more) {
    String tool = argv.get(0);
    Path file = path.executable(tool).orElseThrow(() -> missing(tool).failure());
    List<String> command = new ArrayList<>(argv);
    command.set(0, file.toString());
    ProcessBuilder builder = new ProcessBuilder(inItsOwnGroup(command)).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(env);
    builder.environment().putAll(more);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw Problem.of(Problem.Kind.PRECONDITION, say("world.tool.not-run", tool), whereToGet(tool))
          .because(Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }

  private Problem missing(String tool) {
    return path.anyFile(tool)
        .map(
            file ->
                Problem.of(
                        Problem.Kind.PRECONDITION,
                        say("world.tool.forbidden", tool),
                        "chmod +x " + file)
                    .because(say("world.tool.forbidden.because", file)))
        .orElseGet(
            () ->
                Problem.of(
                    Problem.Kind.PRECONDITION,
                    say("world.tool.missing", tool),
                    whereToGet(tool),
                    say("world.try.practice-without-tools")));
  }

  private static String whereToGet(String tool) {
    return WHERE_TO_GET.containsKey(tool)
        ? say("world.tool.install-from", tool, WHERE_TO_GET.get(tool))
        : say("world.tool.install", tool);
  }
}
