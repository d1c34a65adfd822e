package dev.egresstls.lab.practice.data.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Programs that every container has. */
public final class SmallPrograms {
  private SmallPrograms() {}

  /** Adds them, and a shell that can run all programs of the container. */
  public static Programs addTo(Programs programs) {
    PodShell shell = new PodShell(programs);
    programs
        .with("sh", shell)
        .with("ash", shell)
        .with("bash", shell)
        .with("env", call -> env(call, programs))
        .with("printenv", SmallPrograms::printenv)
        .with("hostname", call -> say(call, call.podName()))
        .with("pwd", call -> say(call, "/"))
        .with("whoami", call -> say(call, user(call)))
        .with("id", call -> say(call, id(call)))
        .with("uname", call -> say(call, call.arguments().isEmpty() ? "Linux" : uname(call)))
        .with("true", call -> 0)
        .with("false", call -> 1)
        .with("echo", SmallPrograms::echo)
        .with("cat", SmallPrograms::cat)
        .with("ls", SmallPrograms::ls)
        .with("head", TextFilters::head)
        .with("tail", TextFilters::tail)
        .with("grep", TextFilters::grep)
        .with("wc", TextFilters::wc);
    return programs;
  }

  private static int say(Invocation call, String text) {
    call.out().print(text + "\n");
    return 0;
  }

  /** {@code env NAME=VALUE… PROGRAM…}; without a program, the variables themselves. */
  private static int env(Invocation call, Programs programs)
      throws IOException, InterruptedException {
    Map<String, String> variables = new LinkedHashMap<>();
    List<String> words = call.arguments();
    int at = 0;
    while (at < words.size() && words.get(at).matches("[A-Za-z_][A-Za-z_0-9]*=.*")) {
      String[] pair = words.get(at++).split("=", 2);
      variables.put(pair[0], pair[1]);
    }
    Invocation inner = call.running(words.subList(at, words.size()), variables);
    return at == words.size() ? env(call.running(List.of("env"), variables)) : programs.run(inner);
  }

  private static int env(Invocation call) {
    ContainerEnvironment.of(call).forEach((name, value) -> say(call, name + "=" + value));
    return 0;
  }

  private static int printenv(Invocation call) {
    if (call.arguments().isEmpty()) {
      return env(call);
    }
    String value = ContainerEnvironment.of(call).get(call.arguments().get(0));
    return value == null ? 1 : say(call, value);
  }

  private static boolean isProxy(Invocation call) {
    return call.container().equals("istio-proxy");
  }

  private static String user(Invocation call) {
    return isProxy(call) ? "istio-proxy" : "curl_user";
  }

  private static String id(Invocation call) {
    return isProxy(call)
        ? "uid=1337(istio-proxy) gid=1337(istio-proxy) groups=1337(istio-proxy)"
        : "uid=100(curl_user) gid=101(curl_group) groups=101(curl_group)";
  }

  private static String uname(Invocation call) {
    return "Linux " + call.podName() + " 6.8.0-practice x86_64 Linux";
  }

  private static int echo(Invocation call) {
    boolean bare = !call.arguments().isEmpty() && call.arguments().get(0).equals("-n");
    List<String> words =
        bare ? call.arguments().subList(1, call.arguments().size()) : call.arguments();
    call.out().print(String.join(" ", words) + (bare ? "" : "\n"));
    return 0;
  }

  private static int cat(Invocation call) throws IOException {
    List<String> files = call.arguments();
    if (files.isEmpty()) {
      call.in().transferTo(call.out());
      return 0;
    }
    int exit = 0;
    for (String file : files) {
      Optional<String> text = Files.read(call, file);
      if (text.isPresent()) {
        call.out().print(text.get());
      } else {
        call.err().print("cat: can't open '" + file + "': No such file or directory\n");
        exit = 1;
      }
    }
    return exit;
  }

  private static int ls(Invocation call) {
    String folder =
        call.arguments().stream().filter(word -> !word.startsWith("-")).findFirst().orElse("/");
    List<String> names = Files.list(call, folder);
    if (names.isEmpty()) {
      call.err().print("ls: " + folder + ": No such file or directory\n");
      return 1;
    }
    return say(call, String.join("\n", names));
  }

  /** The lines that a program is given to read. */
  static List<String> lines(Invocation call) {
    return new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.UTF_8))
        .lines()
        .collect(Collectors.toList());
  }
}
