package dev.egresstls.lab.cli.author;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.author.CommandProof;
import dev.egresstls.lab.app.author.LabProof;
import dev.egresstls.lab.app.author.PageTools;
import dev.egresstls.lab.app.author.ProofCase;
import dev.egresstls.lab.app.labs.LabSources;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.catalog.LabFiles;
import dev.egresstls.lab.catalog.lint.LabLint;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.cli.option.Selection;
import dev.egresstls.lab.cli.run.JunitXml;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Requires;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.local.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prove}: a whole lab on practice clusters, or on a cluster that is named. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.prove.summary}", "${bundle:cli.prove.more}"})
public final class ProveCommand implements Callable<Integer> {
  /** What the proof is printed as. */
  private enum Format {
    TABLE,
    JSON,
    JUNIT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final AppContext app;
  private final List<ProofCase> cases = new ArrayList<>();
  private final Set<String> proved = new HashSet<>();
  private final Set<String> faults = new HashSet<>();
  private final Map<String, String> tried = new HashMap<>();

  @Parameters(arity = "0..1", paramLabel = "LAB", description = "${bundle:cli.option.lab}")
  private String named;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.prove.output}")
  private Format format = Format.TABLE;

  @Mixin private Selection selection = new Selection();

  /** The command for a process. */
  public ProveCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Catalog catalog =
        named == null ? app.catalog() : LabSources.of(app.here()).choose(app.catalog(), named);
    LaunchOptions choice = selection.choice();
    Lab lab = catalog.read(choice.track());
    long begun = System.nanoTime();
    Interrupts.allow(() -> prove(catalog, lab, choice));
    print(lab, Duration.ofNanos(System.nanoTime() - begun));
    return cases.stream().allMatch(ProofCase::good) ? 0 : 1;
  }

  private int prove(Catalog catalog, Lab lab, LaunchOptions choice) throws InterruptedException {
    PageTools tools =
        new PageTools(
            catalog.files(catalog.chosen()).orElseThrow(),
            new Processes(app.here().env()),
            new TraceOfPage(app)::print);
    if (!linted(catalog)) {
      return 1;
    }
    if (choice.cluster().kind() || choice.cluster().named()) {
      on(catalog, choice, List.of(), tools);
      return 0;
    }
    List<String> tracks =
        choice.track().map(List::of).orElse(lab.tracks().stream().map(Track::id).toList());
    Set<String> elsewhere = null;
    for (String track : tracks) {
      boolean last = track.equals(tracks.get(tracks.size() - 1));
      Lab one = catalog.read(Optional.of(track));
      LaunchOptions practice = choice.inPractice(Optional.of(track));
      Set<String> left = on(catalog, practice, last ? one.whatIfs() : List.of(), tools);
      elsewhere = elsewhere == null ? left : both(elsewhere, left);
      if (cases.stream().noneMatch(found -> isStopped(found, track))) {
        solutions(catalog, practice, one, tools);
      }
    }
    if (tracks.size() == lab.tracks().size()) {
      elsewhere.forEach(place -> found(notCompared(place)));
    }
    return 0;
  }

  /** What keeps a lab from being right is not worth a cluster. */
  private boolean linted(Catalog catalog) {
    List<String> mistakes =
        catalog.files(catalog.chosen()).flatMap(LabFiles::folder).map(LabLint::of).stream()
            .flatMap(List::stream)
            .map(one -> one.place() + ": " + one.what())
            .toList();
    if (!mistakes.isEmpty()) {
      String name = say("app.author.lint");
      found(new ProofCase(say("cli.prove.every-track"), name, mistakes, "", Duration.ZERO));
    }
    return mistakes.isEmpty();
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    Set<String> both = new TreeSet<>(some);
    both.retainAll(others);
    return both;
  }

  private static ProofCase notCompared(String place) {
    String name = say("app.author.pages");
    List<String> wrong = List.of(place + ": " + say("app.author.quote.elsewhere"));
    return new ProofCase(say("cli.prove.every-track"), name, wrong, "", Duration.ZERO);
  }

  /** Where a step fails by what the lab does, commands would wait for what never comes. */
  private static boolean isStopped(ProofCase found, String track) {
    return found.track().equals(track) && found.name().equals(say("app.author.rest"));
  }

  /** On a cluster of their own: what the lab did would hide what a solution does not do. */
  private void solutions(Catalog catalog, LaunchOptions choice, Lab lab, PageTools tools)
      throws InterruptedException {
    for (CommandProof.Kind kind : CommandProof.Kind.values()) {
      if (CommandProof.any(kind, lab, tools)) {
        ChosenLaunch launch = ChosenLaunch.unattended(choice, app.worlds(), catalog);
        try (LaunchedRun opened = launch.open(banner -> {}, event -> {})) {
          CommandProof.of(kind, opened, tools, this::found);
        }
      }
    }
  }

  /**
   * Proves the lab on one cluster.
   *
   * @param apart what-ifs that are proved on clusters of their own, if they were not by then
   * @return places of quoted output that was compared with nothing
   */
  private Set<String> on(Catalog catalog, LaunchOptions choice, List<WhatIf> apart, PageTools tools)
      throws InterruptedException {
    ChosenLaunch launch = ChosenLaunch.unattended(choice, app.worlds(), catalog);
    try (LaunchedRun opened = launch.open(banner -> {}, event -> {})) {
      LabProof proof = new LabProof(opened, tools, this::found);
      proved.addAll(proof.all());
      tried.putAll(proof.tried());
      if (proof.whole()) {
        proof.faults(faults);
      }
      for (Map.Entry<Requires, Set<String>> group : groups(apart).entrySet()) {
        String istio = group.getKey().scratch().orElseThrow();
        try (LaunchedRun scratch =
            opened.scratch().open(istio, group.getKey().ipv6(), event -> {})) {
          LabProof one = new LabProof(scratch, tools, this::found);
          one.whatIfs(group.getValue());
          tried.putAll(one.tried());
        }
      }
      if (proof.whole()) {
        proof.quiz(tried);
      }
      return proof.elsewhere();
    }
  }

  /** Those that need the same cluster, which is no other's. */
  private Map<Requires, Set<String>> groups(List<WhatIf> apart) {
    Map<Requires, Set<String>> groups = new LinkedHashMap<>();
    apart.stream()
        .filter(one -> one.requires().scratch().isPresent() && !proved.contains(one.id()))
        .forEach(
            one -> {
              Requires needed = one.requires();
              Requires same = new Requires(Optional.empty(), needed.ipv6(), needed.scratch());
              groups.computeIfAbsent(same, any -> new TreeSet<>()).add(one.id());
            });
    return groups;
  }

  private void found(ProofCase one) {
    cases.add(one);
    if (format == Format.TABLE) {
      String state = one.good() ? one.skipped() : say("cli.prove.wrong");
      app.here()
          .out()
          .println(line(one, one.good() && state.isEmpty() ? say("cli.prove.good") : state));
      one.wrong().forEach(text -> app.here().out().println("    " + Neutral.line(text)));
    }
  }

  private static String line(ProofCase one, String state) {
    String seconds = String.format(Locale.ROOT, "%.1f", one.elapsed().toMillis() / 1000.0);
    return say("cli.prove.line", one.track(), Neutral.line(one.name()), state, seconds);
  }

  private void print(Lab lab, Duration elapsed) {
    long wrong = cases.stream().filter(one -> !one.good()).count();
    switch (format) {
      case JSON ->
          Printing.json(
              Tree.object(
                  "schemaVersion",
                  Answer.SCHEMA_VERSION,
                  "lab",
                  lab.id(),
                  "good",
                  wrong == 0,
                  "cases",
                  cases.stream().map(ProveCommand::document).toList()),
              app.here());
      case JUNIT ->
          Printing.text(
              JunitXml.of(
                  lab.id(), Map.of(), cases.stream().map(ProveCommand::junit).toList(), elapsed),
              app.here());
      default ->
          app.here()
              .out()
              .println(
                  wrong == 0
                      ? say("cli.prove.all", lab.id(), cases.size())
                      : count("cli.prove.some", (int) wrong, (int) wrong, cases.size()));
    }
  }

  private static Tree document(ProofCase one) {
    return Tree.object(
        "track", one.track(),
        "name", one.name(),
        "good", one.good(),
        "wrong", one.wrong(),
        "skipped", one.skipped().isEmpty() ? null : one.skipped(),
        "milliseconds", one.elapsed().toMillis());
  }

  private static JunitXml.Case junit(ProofCase one) {
    String name = one.track() + " " + one.name();
    if (!one.good()) {
      return new JunitXml.Case(
          name, one.elapsed(), JunitXml.Outcome.FAILURE, one.wrong().get(0), one.wrong());
    }
    JunitXml.Outcome outcome =
        one.skipped().isEmpty() ? JunitXml.Outcome.PASSED : JunitXml.Outcome.SKIPPED;
    return new JunitXml.Case(name, one.elapsed(), outcome, one.skipped(), List.of());
  }
}
