package dev.egresstls.lab.app.launch;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.ModeChooser.Chosen;
import dev.egresstls.lab.app.launch.Worlds.Candidate;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.classroom.Enrolment;
import dev.egresstls.lab.classroom.Seat;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.LocalIstioctl;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Scenario.OutsideHost;
import dev.egresstls.lab.lab.TitlePage;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.lab.Variable;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.world.ContextLook;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.World.Mode;
import dev.egresstls.lab.world.guard.UntrustedWorld;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Opens the world that the command line asks for. */
public final class ChosenLaunch implements Launch {
  /** Namespaces that are no lab's. */
  private static final Pattern SYSTEM = Pattern.compile("kube-.*|istio-system|local-path-storage");

  private final LaunchOptions choice;
  private final Worlds worlds;
  private final Catalog catalog;
  private final TitlePage page;
  private final Lazy<Lab> lab;
  private final Lazy<List<OutsideHost>> outside;
  private final Chosen chosen;
  private final boolean person;
  private volatile String because = say("cli.track.first");
  private volatile Optional<Enrolment> enrolment = Optional.empty();

  /**
   * Reads the lab and chooses where to work; connects to nothing yet.
   *
   * @throws LabFailure if the lab, the track, a value or the kubeconfig is wrong
   */
  public ChosenLaunch(LaunchOptions choice, Worlds worlds, Catalog catalog) {
    this(choice, worlds, catalog, true);
  }

  /**
   * The same without a person who would see it if the lab went on in practice. Without a cluster
   * nothing is opened then, unless practice was chosen.
   */
  public static ChosenLaunch unattended(LaunchOptions choice, Worlds worlds, Catalog catalog) {
    return new ChosenLaunch(choice, worlds, catalog, false);
  }

  private ChosenLaunch(LaunchOptions choice, Worlds worlds, Catalog catalog, boolean person) {
    this.person = person;
    this.choice = choice;
    this.worlds = worlds;
    this.catalog = catalog;
    this.lab = new Lazy<>(() -> catalog.read(choice.track()));
    this.outside =
        new Lazy<>(() -> lab.get().scenario().outside(Vars.of(lab.get(), choice.vars())));
    if (choice.plain()) {
      this.page = catalog.titlePage(catalog.chosen());
    } else {
      Vars.of(lab.get(), choice.vars());
      this.page = TitlePage.of(lab.get());
    }
    this.chosen = ModeChooser.choose(choice, worlds, person);
  }

  @Override
  public LaunchBanner banner() {
    Optional<Candidate> candidate = chosen.candidate();
    return switch (chosen.mode()) {
      case PRACTICE -> practice(page, lab, chosen.note());
      case KIND -> kind(page, lab);
      case LIVE -> {
        String name = candidate.map(Candidate::name).orElseGet(() -> say("cli.where.the-cluster"));
        String where = say("cli.where.looking", name);
        yield new LaunchBanner(
            page, lab, Mode.LIVE, name, where, Optional.empty(), Optional.empty(), false);
      }
    };
  }

  private LaunchBanner kind(TitlePage front, Supplier<Lab> read) {
    String where = say("cli.where.kind");
    return new LaunchBanner(
        front,
        read,
        Mode.KIND,
        "kind",
        where,
        Optional.of(say("cli.where.planned", planned(front))),
        Optional.empty(),
        false);
  }

  private LaunchBanner practice(TitlePage front, Supplier<Lab> read, Optional<String> note) {
    return new LaunchBanner(
        front,
        read,
        Mode.PRACTICE,
        "practice",
        say("cli.where.practice"),
        Optional.of("Kubernetes " + worlds.practiceKubernetes() + " · " + planned(front)),
        joined(note, PracticeOptionsCheck.note(choice, Mode.PRACTICE)),
        true);
  }

  private static Optional<String> joined(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get() + " " + other.get())
        : one.or(() -> other);
  }

  /** What there will be once the lab has installed it. */
  private static String planned(TitlePage front) {
    String istio = "Istio " + front.vars().getOrDefault("istioVersion", "?");
    String gatewayApi = front.vars().getOrDefault("gatewayApi", "");
    return gatewayApi.isEmpty() ? istio : istio + " · Gateway API " + gatewayApi;
  }

  private String trackBecause() {
    return choice.track().isPresent() ? say("cli.track.chosen") : because;
  }

  @Override
  public List<ContextLook> contexts() throws InterruptedException {
    return worlds.contexts(choice);
  }

  @Override
  public Launch anew(Optional<String> track) {
    return new ChosenLaunch(choice.inPractice(track), worlds, catalog, person);
  }

  @Override
  public LaunchedRun open(Consumer<LaunchBanner> known, Sink sink) throws InterruptedException {
    return switch (chosen.mode()) {
      case PRACTICE -> {
        // The cluster starts while the lab is read: all that it must know stands on the title page.
        try (StandbyWorld cluster = StandbyWorld.now(this::practice)) {
          known.accept(banner());
          Lab read = lab.get();
          yield opened(cluster.take(), read, banner(), sink);
        }
      }
      case KIND -> kind(known, sink);
      case LIVE -> live(known, sink);
    };
  }

  private World practice() throws InterruptedException {
    return worlds.practice(choice, PracticeOptions.of(page.vars()).outside(outside));
  }

  private LaunchedRun kind(Consumer<LaunchBanner> known, Sink sink) throws InterruptedException {
    World world = worlds.kind(choice);
    Lab fitting = fitting(world, Optional.empty());
    LaunchBanner banner = kind(TitlePage.of(fitting), () -> fitting);
    known.accept(banner);
    return opened(world, fitting, banner, sink);
  }

  private LaunchedRun live(Consumer<LaunchBanner> known, Sink sink) throws InterruptedException {
    if (chosen.problem().isPresent()) {
      throw chosen.problem().get().failure();
    }
    if (choice.cluster().named() || !person) {
      return live(worlds.live(choice), known, sink);
    }
    try (StandbyWorld standby = StandbyWorld.soon(this::practice)) {
      World world;
      try {
        world = worlds.live(choice);
      } catch (LabFailure e) {
        String why = ModeChooser.becauseOf(ModeChooser.noCluster(e.problem()));
        LaunchBanner banner = practice(page, lab, Optional.of(why));
        known.accept(banner);
        return opened(standby.take(), lab.get(), banner, sink);
      }
      return live(world, known, sink);
    }
  }

  private LaunchedRun live(World world, Consumer<LaunchBanner> known, Sink sink)
      throws InterruptedException {
    try {
      Optional<String> istio = world.cluster().flatMap(InstalledVersions::istio);
      Lab fitting = fitting(world, istio);
      enrolment = ClassLaunch.enrolment(world, choice);
      World seen = enrolment.map(one -> ClassLaunch.confined(world, one, fitting)).orElse(world);
      LaunchBanner banner =
          LiveBanner.of(fitting, seen, istio, PracticeOptionsCheck.note(choice, world.mode()));
      known.accept(banner);
      return opened(seen, fitting, banner, sink);
    } catch (RuntimeException | InterruptedException e) {
      world.close();
      throw e;
    }
  }

  /** The lab, read for the track that fits what is installed. */
  private Lab fitting(World world, Optional<String> installed) throws InterruptedException {
    if (choice.track().isPresent()) {
      return lab.get();
    }
    Optional<String> istio = installed.isPresent() ? installed : LocalIstioctl.version(world);
    Optional<Track> fitting =
        istio.flatMap(version -> InstalledVersions.track(lab.get(), version, world.cluster()));
    if (fitting.isPresent()) {
      because =
          installed.isPresent()
              ? say("cli.track.istiod", istio.get())
              : say("cli.track.istioctl", istio.get());
    }
    return fitting.map(this::read).orElseGet(lab);
  }

  private Lab read(Track track) {
    return track.id().equals(lab.get().track().id())
        ? lab.get()
        : catalog.read(Optional.of(track.id()));
  }

  private LaunchedRun opened(World world, Lab read, LaunchBanner banner, Sink sink)
      throws InterruptedException {
    AtomicReference<Seat> seat = new AtomicReference<>();
    Sink heard = event -> ClassLaunch.hear(event, sink, seat.get());
    Vars vars = vars(read, world);
    LabRun run = LabRun.open(read, guarded(read, world, vars), vars, heard);
    run.survey();
    ClassLaunch.blind(run, banner.context());
    enrolment.ifPresent(one -> seat.set(new Seat(one, run)));
    boolean allowed = choice.cluster().allowed().contains(banner.context());
    return new LaunchedRun(
        banner,
        world,
        run,
        new Approval(allowed),
        trackBecause(),
        this::scratch,
        Optional.ofNullable(seat.get()));
  }

  private Vars vars(Lab read, World world) {
    Map<String, String> values = new LinkedHashMap<>(choice.vars());
    enrolment.ifPresent(one -> values.putIfAbsent("ns", one.namespace()));
    Vars vars = Vars.of(read, values);
    return isPractice(world) ? vars.inPractice() : vars;
  }

  private static boolean isPractice(World world) {
    return world.cluster().filter(one -> one.facts().practice()).isPresent();
  }

  /** Nothing in a practice cluster is real, so a lab may do there what it wants to. */
  private World guarded(Lab read, World world, Vars vars) {
    if (isPractice(world) || catalog.trusts()) {
      return world;
    }
    Set<String> namespaces =
        read.variables().stream()
            .filter(one -> one.kind() == Variable.Kind.NAMESPACE)
            .flatMap(one -> vars.text(one.name()).stream())
            .filter(name -> !SYSTEM.matcher(name).matches())
            .collect(Collectors.toSet());
    return new UntrustedWorld(world, catalog.chosen(), namespaces);
  }

  private LaunchedRun scratch(String istio, boolean ipv6, Sink sink) throws InterruptedException {
    Lab read = InstalledVersions.track(lab.get(), istio).map(this::read).orElseGet(lab);
    World world = worlds.scratch(PracticeOptions.withIstio(istio).ipv6(ipv6).outside(outside));
    LabRun run = LabRun.open(read, world, Vars.of(read, choice.vars()).inPractice(), sink);
    return new LaunchedRun(banner(), world, run, new Approval(true), trackBecause(), this::scratch);
  }
}
