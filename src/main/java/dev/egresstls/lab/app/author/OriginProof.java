package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.RequestSender;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.AttemptReport;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.lab.Attempt;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Requires;
import dev.egresstls.lab.lab.Scenario.Subject;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.lab.WhatIfChange;
import dev.egresstls.lab.lab.WhatIfChange.Target;
import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.mesh.observed.StatedOrigin;
import dev.egresstls.lab.mesh.observed.StatedOrigin.Plain;
import dev.egresstls.lab.trace.OriginText;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether servers outside are as a lab says: a client without a sidecar asks each, in plain text
 * and over TLS.
 */
final class OriginProof {
  private static final String CLIENT = "egresstls-origins";
  private static final int HTTPS = 443;

  private final LabRun run;
  private final ProofCases cases;

  OriginProof(LabRun run, ProofCases cases) {
    this.run = run;
    this.cases = cases;
  }

  /** What a request should come to. */
  private record Asked(int origin, String url, Map<String, Expectation> expect) {}

  void all() throws InterruptedException {
    List<String> origins = run.lab().origins();
    Optional<Subject> subject = run.lab().scenario().subject();
    if (origins.isEmpty()) {
      return;
    }
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < origins.size(); i++) {
      StatedOrigin origin = OriginText.of(run.vars().show(origins.get(i)));
      asked.addAll(asked(i, origin));
      if (origin.http2().isPresent()
          || origin.ca().filter(ca -> !ca.equals("system")).isPresent()) {
        cases.skip(say("app.author.origin", i + 1), say("app.author.origin.not-asked"));
      }
    }
    if (subject.isPresent() && !asked.isEmpty()) {
      String[] at = {"origins"};
      cases.tried(say("app.author.origins"), at, () -> wrong(subject.get(), asked));
    }
  }

  private static List<Asked> asked(int number, StatedOrigin origin) {
    List<Asked> asked = new ArrayList<>();
    String host = origin.host() + ":" + origin.port().orElse(HTTPS);
    origin.plain().ifPresent(plain -> asked.add(new Asked(number, "http://" + host, plain(plain))));
    origin
        .certificate()
        .ifPresent(
            names ->
                asked.add(new Asked(number, "https://" + host, exit(tls(names, origin.host())))));
    return asked;
  }

  private static Map<String, Expectation> plain(Plain plain) {
    return switch (plain) {
      case HANGUP -> exit(52, 56, 1);
      case BAD_REQUEST ->
          Map.of(
              "exit",
              new Expectation.Equal(Tree.of(0)),
              "httpCode",
              new Expectation.Equal(Tree.of(400)));
      case HTTP -> exit(0);
    };
  }

  /** The exit codes of the client: no TLS, a name that the certificate lacks, or an answer. */
  private static int[] tls(List<String> names, String host) {
    boolean named = names.stream().anyMatch(name -> Origin.covers(name, host));
    return names.isEmpty() ? new int[] {35} : named ? new int[] {0} : new int[] {60};
  }

  private static Map<String, Expectation> exit(int... codes) {
    List<Tree> trees = new ArrayList<>();
    for (int code : codes) {
      trees.add(Tree.of(code));
    }
    return Map.of("exit", new Expectation.OneOf(trees));
  }

  private List<String> wrong(Subject subject, List<Asked> asked) throws InterruptedException {
    List<Attempt> attempts =
        asked.stream()
            .map(
                one ->
                    new Attempt(
                        "",
                        RequestSender.command(one.url(), Optional.empty()),
                        Optional.of(CLIENT),
                        Optional.empty(),
                        one.expect()))
            .toList();
    WhatIf whatIf =
        new WhatIf(
            CLIENT,
            "",
            Requires.NOTHING,
            Optional.empty(),
            List.of(copy(subject)),
            attempts,
            false,
            "");
    List<AttemptReport> reports =
        new Experiments(run).run(whatIf, Optional.empty(), Optional.empty()).report().attempts();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < reports.size(); i++) {
      Asked one = asked.get(i);
      String[] at = {"origins", String.valueOf(one.origin())};
      reports.get(i).gaps().stream()
          .map(gap -> say("app.author.origin.other", one.url(), gap.expected(), gap.saw()))
          .forEach(what -> wrong.add(cases.at(at) + what));
    }
    return wrong;
  }

  /** The client again, in a pod that no sidecar is put into. */
  private static Turn copy(Subject subject) {
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("app", CLIENT);
    Map<String, Object> pod = new LinkedHashMap<>(labels);
    pod.put("sidecar.istio.io/inject", "false");
    Tree merge =
        Tree.object(
            "spec",
            Tree.object(
                "selector", Tree.object("matchLabels", labels),
                "template", Tree.object("metadata", Tree.object("labels", pod))));
    Target client =
        new Target(
            "apps/v1",
            "Deployment",
            Optional.of(subject.client().namespace()),
            subject.client().deployment());
    return new Turn(new WhatIfChange.Copy(client, CLIENT, merge), List.of());
  }
}
