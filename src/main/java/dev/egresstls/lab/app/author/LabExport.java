package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A lab without the program: a tutorial to read, and a script that does the same by kubectl. */
public final class LabExport {
  private static final String END = "EOF_OF_MANIFEST";

  private final Lab lab;
  private final Vars vars;

  /** The lab, with these values. */
  public LabExport(Lab lab, Vars vars) {
    this.lab = lab;
    this.vars = vars;
  }

  /** The tutorial, as Markdown. */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("# " + vars.show(lab.title()));
    lines.add("");
    lines.add(say("app.author.md.about", lab.minutes(), lab.track().title(), lab.track().istio()));
    for (int number = 1; number <= lab.steps().size(); number++) {
      markdown(lines, number, lab.steps().get(number - 1));
    }
    return String.join("\n", lines) + "\n";
  }

  private void markdown(List<String> lines, int number, Step step) {
    lines.add("");
    lines.add("## " + number + ". " + vars.show(step.title()));
    lines.add("");
    lines.add(vars.show(step.prose()).strip());
    manifests(step)
        .forEach(
            (file, text) -> {
              lines.add("");
              lines.add(say("app.author.md.file", file));
              fenced(lines, "yaml", text);
            });
    fenced(lines, "sh", vars.show(step.byHand()));
    List<String> waits = waits(step);
    if (!waits.isEmpty()) {
      lines.add("");
      lines.add(say("app.author.md.wait"));
      fenced(lines, "sh", String.join("\n", waits));
    }
    step.whatIfs().forEach(one -> markdown(lines, one));
  }

  private void markdown(List<String> lines, WhatIf whatIf) {
    lines.add("");
    lines.add("### " + say("app.author.md.what-if", vars.show(whatIf.title())));
    Optional<PredictionQuestion> asked = whatIf.predict();
    asked.ifPresent(
        question -> {
          lines.add("");
          lines.add(vars.show(question.text()) + " *" + vars.show(question.right()) + "*");
        });
    lines.add("");
    lines.add(vars.show(whatIf.say()).strip());
  }

  private static void fenced(List<String> lines, String language, String text) {
    lines.add("");
    lines.add("```" + language);
    lines.add(text.stripTrailing());
    lines.add("```");
  }

  /** What a step applies that its command by hand takes from a file, as it is filled in. */
  private TreeMap<String, String> manifests(Step step) {
    TreeMap<String, String> manifests = new TreeMap<>();
    for (Action action : step.actions()) {
      if (action instanceof Action.Apply apply && step.byHand().contains(apply.file())) {
        manifests.put(apply.file(), vars.show(apply.manifest()));
      }
    }
    return manifests;
  }

  /** The script, which does the steps from one to another: all of them without arguments. */
  public String bash() {
    List<String> lines = new ArrayList<>();
    int last = lab.steps().size();
    lines.add("#!/usr/bin/env bash");
    lines.add("# " + vars.show(lab.title()) + " (" + lab.track().id() + ")");
    lines.add("# " + say("app.author.sh.usage", last));
    lines.add("set -euo pipefail");
    lines.add("cd \"$(mktemp -d)\"");
    for (int number = 1; number <= last; number++) {
      bash(lines, number, lab.steps().get(number - 1));
    }
    lines.add("");
    lines.add("for ((n = ${1:-1}; n <= ${2:-" + last + "}; n++)); do \"step_$n\"; done");
    return String.join("\n", lines) + "\n";
  }

  private void bash(List<String> lines, int number, Step step) {
    lines.add("");
    lines.add("step_" + number + "() {");
    lines.add("echo " + quoted(number + "  " + vars.show(step.title())));
    manifests(step)
        .forEach(
            (file, text) -> {
              lines.add("mkdir -p \"$(dirname " + quoted(file) + ")\"");
              lines.add("cat > " + quoted(file) + " <<'" + END + "'");
              lines.add(text.stripTrailing());
              lines.add(END);
            });
    lines.add(vars.show(step.byHand()).stripTrailing());
    lines.addAll(waits(step));
    lines.add("}");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** How kubectl waits for what the checks of a step expect of objects. */
  private List<String> waits(Step step) {
    List<String> waits = new ArrayList<>();
    for (Check check : step.checks()) {
      String timeout = " --timeout=" + Math.max(1, check.within().toSeconds()) + "s";
      if (check.probe() instanceof Probe.PodState pod) {
        waits.add(
            "kubectl -n "
                + vars.show(pod.namespace())
                + " rollout status deployment/"
                + vars.show(pod.deployment())
                + timeout);
      } else if (check.probe() instanceof Probe.ResourceState resource) {
        condition(check.expect().get("status.conditions"))
            .ifPresent(type -> waits.add("kubectl " + object(resource, type) + timeout));
      }
    }
    return waits;
  }

  private String object(Probe.ResourceState resource, String condition) {
    String namespace = resource.namespace().map(one -> "-n " + vars.show(one) + " ").orElse("");
    String kind = resource.kind().toLowerCase(java.util.Locale.ROOT);
    String name = resource.name().map(one -> kind + "/" + vars.show(one)).orElse(kind + " --all");
    return namespace + "wait --for=condition=" + condition + " " + name;
  }

  /** The type of a condition that must be True. */
  private static Optional<String> condition(Expectation expected) {
    if (expected instanceof Expectation.Any any
        && any.item() instanceof Expectation.ObjectWith object
        && object.members().get("type") instanceof Expectation.Equal type
        && object.members().get("status") instanceof Expectation.Equal status
        && status.value().text("").equals("True")) {
      return type.value().text();
    }
    return Optional.empty();
  }
}
