package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LocalIstioctl;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Version;
import dev.egresstls.lab.value.VersionRange;
import dev.egresstls.lab.world.CommandRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command-line tools. */
final class ToolProbes {
  /** What kind runs nodes with, in the order in which it looks for them (kind pkg/cluster). */
  private static final List<String> ENGINES = List.of("docker", "podman", "nerdctl");

  /** kind's own advice: kind.sigs.k8s.io/docs/user/known-issues, "failure to build node image". */
  private static final long MEMORY = 6L * 1024 * 1024 * 1024;

  private static final Pattern MEMORY_TOTAL = Pattern.compile("memory=([0-9]{6,18})");
  private static final Pattern GIT_VERSION = Pattern.compile("\"gitVersion\": *\"([^\"]+)\"");

  private ToolProbes() {}

  private static String output(CommandRunner commands, String... argv) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    int exit = commands.run(List.of(argv), Map.of(), lines::add);
    return exit == 0 ? String.join("\n", lines) : "";
  }

  /** kubectl is supported within one minor version of the API server (version-skew policy). */
  static List<HealthFinding> kubectl(Patient patient) throws InterruptedException {
    CommandRunner commands = patient.world().commands();
    if (!commands.has("kubectl")) {
      return List.of(HealthFinding.warning(say("doctor.kubectl.none"), say("doctor.kubectl.get")));
    }
    Matcher said =
        GIT_VERSION.matcher(output(commands, "kubectl", "version", "--client", "-o", "json"));
    Optional<Version> client = said.find() ? Version.of(said.group(1)) : Optional.empty();
    Optional<Version> server =
        patient.cluster().flatMap(cluster -> Version.of(cluster.facts().version()));
    if (client.isEmpty()) {
      return List.of(
          HealthFinding.warning(say("doctor.tool.mute", "kubectl"), "kubectl version --client"));
    }
    boolean skewed =
        server.isPresent() && Math.abs(client.get().minor() - server.get().minor()) > 1;
    return List.of(
        skewed
            ? HealthFinding.warning(
                say("doctor.kubectl.skew", client.get(), server.get()), say("doctor.kubectl.get"))
            : HealthFinding.fine(say("doctor.tool.version", "kubectl", client.get())));
  }

  static List<HealthFinding> istioctl(Patient patient) throws InterruptedException {
    Optional<Integer> step = patient.running("istioctl");
    if (!patient.world().commands().has("istioctl")) {
      return List.of(
          step.map(
                  number ->
                      patient.fails(
                          number, say("doctor.tool.none", "istioctl"), say("engine.tool.istioctl")))
              .orElseGet(() -> HealthFinding.fine(say("doctor.tool.unneeded", "istioctl"))));
    }
    String range = patient.vars().text(Vars.ISTIO_RANGE).orElse("");
    Optional<String> version = LocalIstioctl.version(patient.world());
    if (version.isEmpty()) {
      return List.of(
          HealthFinding.warning(say("doctor.tool.mute", "istioctl"), "istioctl version"));
    }
    boolean fits = range.isEmpty() || VersionRange.of(range).contains(version.get());
    return List.of(
        fits || step.isEmpty()
            ? HealthFinding.fine(say("doctor.tool.version", "istioctl", version.get()))
            : patient.fails(
                step.get(),
                say("doctor.istioctl.other", version.get(), range),
                say("engine.istioctl.path")));
  }

  static List<HealthFinding> kind(Patient patient) throws InterruptedException {
    Optional<Integer> step = patient.running("kind");
    if (step.isEmpty()) {
      return List.of(HealthFinding.fine(say("doctor.tool.unneeded", "kind")));
    }
    if (!patient.world().commands().has("kind")) {
      return List.of(
          patient.fails(step.get(), say("doctor.tool.none", "kind"), say("engine.tool.kind")));
    }
    String said = output(patient.world().commands(), "kind", "version");
    return List.of(
        Version.of(said.replaceFirst("^kind (\\S+).*", "$1"))
            .map(version -> HealthFinding.fine(say("doctor.tool.version", "kind", version)))
            .orElseGet(
                () -> HealthFinding.warning(say("doctor.tool.mute", "kind"), "kind version")));
  }

  static List<HealthFinding> containerEngine(Patient patient) throws InterruptedException {
    CommandRunner commands = patient.world().commands();
    Optional<Integer> step = patient.running("kind");
    if (step.isEmpty()) {
      return List.of(HealthFinding.fine(say("doctor.engine.unneeded")));
    }
    Optional<String> engine = ENGINES.stream().filter(commands::has).findFirst();
    if (engine.isEmpty()) {
      return List.of(
          patient.fails(step.get(), say("doctor.engine.none"), say("doctor.engine.get")));
    }
    String field = engine.get().equals("podman") ? "{{.Host.MemTotal}}" : "{{.MemTotal}}";
    String said = output(commands, engine.get(), "info", "--format", "memory=" + field);
    if (said.isEmpty()) {
      return List.of(
          patient.fails(
              step.get(),
              say("doctor.engine.stopped", engine.get()),
              say("doctor.engine.start", engine.get())));
    }
    return Stream.of(HealthFinding.fine(say("doctor.engine.runs", engine.get())), memory(said))
        .toList();
  }

  private static HealthFinding memory(String said) {
    Matcher total = MEMORY_TOTAL.matcher(said);
    if (!total.find()) {
      return HealthFinding.warning(say("doctor.memory.unknown"), say("doctor.memory.more"));
    }
    long bytes = Long.parseLong(total.group(1));
    String gigabytes = String.format(java.util.Locale.ROOT, "%.1f", bytes / 1073741824.0);
    return bytes < MEMORY
        ? HealthFinding.warning(say("doctor.memory.little", gigabytes), say("doctor.memory.more"))
        : HealthFinding.fine(say("doctor.memory.enough", gigabytes));
  }
}
