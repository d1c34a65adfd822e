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
          two(
              "check",
              "check  # exits with 1 while a step fails",
              "check 6 -o json  # exits with 1 while it fails"),
          two("status", "status", "status --practice -o json"),
          two(
              "trace",
              "trace http://www.example.com:443",
              "trace --why-not http://www.example.com"),
          two("dns", "dns", "dns -o json"),
          two("diagram", "diagram", "diagram --practice -o json"),
          two("refresh", "refresh --yes", "refresh --yes --practice -o json"),
          two(
              "why",
              "why  # exits with 1 while a step fails",
              "why 6 -v  # exits with 1 while it fails"),
          two("fix", "fix --yes --practice", "fix 1 --yes -o json"),
          two("hint", "hint 6", "hint 6 --nth 3"),
          two("show", "show", "show 6"),
          two("vars", "vars", "vars --var host=www.example.com -o json"),
          two("track", "track", "track current -o json"),
          two("try", "try", "try port-80 --practice"),
          two(
              "explain",
              "explain backendtlspolicy.spec",
              "explain backendtlspolicy.spec.validation -o json"),
          two("get", "get pods", "get svc kubernetes -o yaml"),
          two("describe", "describe svc kubernetes", "describe deploy/istiod -n istio-system"),
          two(
              "logs",
              "logs deploy/istiod -n istio-system",
              "logs deploy/istiod -n istio-system -f"),
          two(
              "diff",
              "diff 6  # exits with 1 if anything would change",
              "diff -f slice.yaml  # exits with 1 if anything would change"),
          two("ledger", "ledger", "ledger -o json"),
          two("undo", "undo --plan", "undo --all --yes -o json"),
          two("proof", "proof", "proof --practice -o json"),
          two(
              "drift",
              "drift --kubeconfig practice.yaml  # exits with 1 if anything differs",
              "drift -o json --kubeconfig practice.yaml  # exits with 1 if anything differs"),
          two("clusters", "clusters", "clusters --kubeconfig lab.yaml -o json"),
          two("doctor", "doctor", "doctor --strict -o json"),
          two(
              "report",
              "report  # exits with 3 before the first session",
              "report -o html  # exits with 3 before the first session"),
          two("labs", "labs", "labs -o json"),
          two("trust", "trust", "trust --yes my-lab"),
          two("new", "new my-lab", "new labs/my-lab"),
          two("lint", "lint my-lab", "lint my-lab -o sarif"),
          two("export", "export", "export my-lab -o bash"),
          two("schema", "schema", "schema --no-color"),
          two("prove", "prove my-lab", "prove my-lab -o junit"),
          two("practice", "practice serve", "practice serve --at slice"),
          two(
              "practice wait",
              "practice wait practice.yaml",
              "practice wait practice.yaml --timeout 120"),
          two("practice serve", "practice serve", "practice serve --at slice --port 6443"),
          two("bundle", "bundle room", "bundle room --url http://192.0.2.7:8080/"),
          two("bundle serve", "bundle serve room", "bundle serve room --listen 127.0.0.1:8080"),
          two(
              "class",
              "class watch --kubeconfig trainer.yaml",
              "class prepare --learners 30 -o yaml"),
          two(
              "class prepare",
              "class prepare --learners 30 -o yaml",
              "class prepare --learners 30 --names names.txt --yes"),
          two("class watch", "class watch", "class watch -o csv"),
          two("class check", "class check", "class check --bundle room"),
          two("class say", "class say Break until 10:30", "class say"),
          two("class pause", "class pause --at slice", "class pause"),
          two("class report", "class report", "class report -o csv"),
          two("class clean", "class clean --plan", "class clean --yes"),
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
