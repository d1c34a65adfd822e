package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.ClusterWatcher;
import dev.egresstls.lab.check.Evidence;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.ledger.LedgeredResources;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Downloads;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does the actions of one step. */
final class ActionDoer implements Action.Cases<ActionDoer.Doing> {
  /** Does one action. */
  @FunctionalInterface
  interface Doing {
    /**
     * Does it and returns when it is done.
     *
     * @throws dev.egresstls.lab.lab.LabFailure if it cannot be done
     * @throws InterruptedException if the learner interrupted; nothing of it goes on
     */
    void run() throws InterruptedException;
  }

  /** Where an object of a lab's own manifest goes that names no namespace. */
  private static final String NAMESPACE = "ns";

  private final LedgeredWorld world;
  private final StepInspector views;
  private final Progress progress;
  private final int number;
  private final Map<String, Evidence> sent = new LinkedHashMap<>();
  private final Map<Action.Download, String> fetched = new HashMap<>();
  private final List<ManifestApplier.Applied> applied = new ArrayList<>();

  ActionDoer(LedgeredWorld world, StepInspector views, Progress progress, int number) {
    this.world = world;
    this.views = views;
    this.progress = progress;
    this.number = number;
  }

  /**
   * Fetches all that the step's actions download, and compares it with its digests, so that nothing
   * has been changed yet if something of it cannot be had.
   *
   * @return this
   */
  ActionDoer fetch() throws InterruptedException {
    for (Action action : progress.step(number).actions()) {
      if (action instanceof Action.Download download && !fetched.containsKey(download)) {
        fetched.put(download, text(download));
      }
    }
    return this;
  }

  private String text(Action.Download download) throws InterruptedException {
    String url = vars().fill(download.url());
    Downloads.Listener reporter =
        new DownloadReporter(progress, world.clock(), number, say("engine.downloading", file(url)));
    String sha256 = vars().fill(download.sha256());
    String text = world.downloads().text(url, sha256, download.option(), reporter);
    ManifestApplier.objects(text, url, "");
    if (sha256.isBlank()) {
      String unchecked = say("engine.download.unchecked", file(url));
      progress.emit(new Event.ActionStarted(number, progress.step(number), unchecked));
    }
    return text;
  }

  /**
   * Does the step's actions in order, after everything was fetched that they need.
   *
   * @return what came of the requests among them, by check
   */
  Map<String, Evidence> doAll() throws InterruptedException {
    fetch();
    Step step = progress.step(number);
    for (Action action : step.actions()) {
      String what = ActionDescriptions.of(action, progress.vars());
      progress.emit(new Event.ActionStarted(number, step, what));
      action.match(this).run();
    }
    return sent;
  }

  /** Writes the slices of the step, and nothing else of it, with these addresses. */
  void writeSlices(List<String> addresses) throws InterruptedException {
    Step step = progress.step(number);
    for (Action action : step.actions()) {
      if (action instanceof Action.WriteSlice slice) {
        progress.vars(vars -> vars.with(slice.addresses(), addresses));
        progress.emit(
            new Event.ActionStarted(number, step, ActionDescriptions.of(slice, progress.vars())));
        slice.match(this).run();
      }
    }
  }

  private Vars vars() {
    return progress.vars();
  }

  private LedgeredResources resources() {
    return RunCluster.resources(world);
  }

  @Override
  public Doing apply(Action.Apply apply) {
    return () ->
        apply(vars().fill(apply.manifest()), apply.file(), vars().text(NAMESPACE).orElse(""));
  }

  @Override
  public Doing download(Action.Download download) {
    return () ->
        apply(
            fetched.get(download), vars().fill(download.url()), vars().fill(download.namespace()));
  }

  private static String file(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private void apply(String text, String from, String namespace) throws InterruptedException {
    applied.addAll(new ManifestApplier(resources()).apply(text, from, namespace));
  }

  @Override
  public Doing restart(Action.Restart restart) {
    return () ->
        new Restarter(resources(), world.clock(), applied)
            .restart(
                vars().fill(restart.namespace()),
                vars().fill(restart.deployment()),
                restart.without());
  }

  @Override
  public Doing label(Action.Label label) {
    return () -> {
      String value = vars().fill(label.value());
      Optional<String> namespace = label.namespace().map(vars()::fill);
      String name = vars().fill(label.name());
      Ref ref = new Ref(label.apiVersion(), label.kind(), namespace, name);
      Tree labels = resources().get(ref).orElse(Tree.MISSING).at("metadata.labels");
      if (labels.get(label.key()).text("").equals(value)) {
        return; // whoever may not change the object need not
      }
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("name", name);
      namespace.ifPresent(ns -> metadata.put("namespace", ns));
      metadata.put("labels", Map.of(label.key(), value));
      resources()
          .apply(
              Tree.object(
                  "apiVersion", label.apiVersion(), "kind", label.kind(), "metadata", metadata),
              false);
    };
  }

  @Override
  public Doing tool(Action.Tool tool) {
    Step step = progress.step(number);
    return () ->
        new ToolRunner(
                world,
                (name, line) -> progress.emit(new Event.ToolOutput(number, step, name, line)))
            .run(tool, vars());
  }

  @Override
  public Doing resolve(Action.Resolve resolve) {
    return () -> {
      List<String> found = world.names().ipv4(vars().fill(resolve.host()));
      progress.vars(vars -> vars.with(resolve.into(), found));
    };
  }

  @Override
  public Doing endpointSlice(Action.WriteSlice slice) {
    return () -> resources().apply(ActionDescriptions.slice(slice, vars()), false);
  }

  @Override
  public Doing request(Action.SendRequest request) {
    return () -> {
      RunCluster.of(world);
      ClusterWatcher watcher = views.watcher().orElseThrow();
      for (Check check : progress.step(number).checks()) {
        if (check.id().equals(request.checkId()) && check.probe() instanceof Probe.Request probe) {
          Evidence evidence = watcher.send(probe, vars());
          progress.proved(evidence, world.clock().now());
          sent.put(check.id(), evidence);
        }
      }
    };
  }
}
