package dev.egresstls.lab.cli;

import java.util.List;
import java.util.Map;

/** Two lines for each command that its help shows. */
final class Examples {
  private static final String PROGRAM = "egresstls-lab ";

  private static final Map<String, List<String>> ALL =
      Map.ofEntries(
          two("", "--practice", "--context kind-lab --track current"),
          two("run", "run --yes --practice", "run --yes --to slice -o junit"),
          two("check", "check", "check 6 -o json"),
          two("status", "status", "status --practice -o json"),
          two("trace", "trace http://www.google.com:443", "trace --why-not http://www.google.com"),
          two("dns", "dns", "dns -o json"),
          two("refresh", "refresh --yes", "refresh --yes --context kind-lab"),
          two("why", "why", "why 6 -v"),
          two("fix", "fix --yes", "fix 6"),
          two("hint", "hint 6", "hint 6 --nth 3"),
          two("show", "show", "show slice"),
          two("vars", "vars", "vars --var host=www.google.com -o json"),
          two("try", "try", "try port-80 --practice"),
          two(
              "explain",
              "explain backendtlspolicy.spec",
              "explain backendtlspolicy.spec.validation -o json"),
          two("get", "get pods", "get svc google-headless -o yaml"),
          two("describe", "describe svc google-headless", "describe pod/curl -n default"),
          two("logs", "logs deploy/curl -c istio-proxy", "logs deploy/curl -f"),
          two("diff", "diff 6", "diff -f slice.yaml"),
          two("ledger", "ledger", "ledger -o json"),
          two("undo", "undo --plan", "undo --all --yes"),
          two("proof", "proof", "proof --practice -o json"),
          two("drift", "drift", "drift -o json"),
          two("clusters", "clusters", "clusters --kubeconfig lab.yaml -o json"),
          two("doctor", "doctor", "doctor --strict -o json"),
          two("report", "report", "report -o html > report.html"),
          two("labs", "labs", "labs -o json"),
          two("practice", "practice serve", "practice serve --at slice"),
          two("practice serve", "practice serve", "practice serve --at slice --port 6443"),
          two("bundle", "bundle room", "bundle room --url http://192.0.2.7:8080/"),
          two("bundle serve", "bundle serve room", "bundle serve room --listen 127.0.0.1:8080"),
          two("self-check", "self-check", "self-check -o json"),
          two("completion", "completion bash", "completion fish"),
          two("help", "help run", "help --man"));

  private Examples() {}

  private static Map.Entry<String, List<String>> two(String name, String first, String second) {
    return Map.entry(name, List.of(PROGRAM + first, PROGRAM + second));
  }

  /** The examples of a command, by its whole name with the program's. */
  static List<String> of(String qualified) {
    return ALL.getOrDefault((qualified + " ").substring(PROGRAM.length()).strip(), List.of());
  }
}
