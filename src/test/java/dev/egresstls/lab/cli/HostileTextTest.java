package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.egresstls.lab.app.launch.ActualWorlds;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.shell.SessionScript;
import dev.egresstls.lab.value.Hostile;
import dev.egresstls.lab.world.Pods.PodTarget;
import dev.egresstls.lab.world.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that steers terminals, through each way by which text from outside comes in. */
class HostileTextTest {
  private static final String ANNOTATION = "{\"metadata\":{\"annotations\":{\"note\":\"%s\"}}}";
  private static final String LONG = "x".repeat(200_000);

  @TempDir Path home;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open(Catalog labs) {
    return SessionScript.open(new ChosenLaunch(PracticeOnly.CHOICE, worlds, labs), 100, home);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"get service google-headless -o yaml", "describe service google-headless"})
  void annotations(String command) throws Exception {
    try (SessionScript session = open(Catalog.builtIn())) {
      session.type("run 5");
      patchAs("kubectl", ANNOTATION.formatted(Hostile.quoted()));
      Hostile.shownHarmless(shown(session.type(command)));
      patchAs("kubectl", ANNOTATION.formatted(LONG));
      Hostile.harmless(shown(session.type(command)));
      Hostile.harmless(session.raw());
    }
  }

  /** Kubernetes itself takes printable names alone. */
  @Test
  void names_of_field_managers_in_what_broke() throws Exception {
    try (SessionScript session = open(Catalog.builtIn())) {
      session.type("run 5");
      patchAs(
          Hostile.TEXT.replaceAll("[^ -~]", ""),
          "{\"spec\":{\"ports\":[{\"name\":\"https\",\"port\":8443}]}}");
      session.awaits("5 broke").awaits(Hostile.SEEN);
      Hostile.shownHarmless(shown(session.type("check 5")));
      Hostile.harmless(session.raw());
    }
  }

  private void patchAs(String manager, String patch) throws Exception {
    URI uri =
        URI.create(
            worlds.cluster().facts().server()
                + "/api/v1/namespaces/default/services/google-headless?fieldManager="
                + URLEncoder.encode(manager, StandardCharsets.UTF_8));
    HttpRequest request =
        worlds
            .request(uri)
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
  }

  /** The sidecar logs what a client says of itself. */
  @Test
  void lines_of_logs() throws Exception {
    try (SessionScript session = open(Catalog.builtIn())) {
      session.type("run");
      String pod =
          worlds.cluster().resources().list(Query.in("default", "v1", "Pod")).stream()
              .map(each -> each.at("metadata.name").text(""))
              .filter(name -> name.startsWith("curl-"))
              .findFirst()
              .orElseThrow();
      String agent = Hostile.TEXT.replace("\0", "");
      List<String> argv = List.of("curl", "-s", "-A", agent, "http://www.google.com");
      worlds
          .cluster()
          .pods()
          .exec(new PodTarget("default", pod, "curl"), argv, Duration.ofSeconds(20));
      Hostile.shownHarmless(shown(session.type("logs deploy/curl -c istio-proxy --tail 3")));
      Hostile.harmless(session.raw());
    }
  }

  @Test
  void bytes_of_logs() throws Exception {
    PracticeOptions options = PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE);
    try (PracticeCluster served = PracticeCluster.start(options);
        Wire wire = new Wire(served.url(), line -> false)) {
      Path kubeconfig = home.resolve("served.yaml");
      Files.writeString(kubeconfig, wire.through(served.kubeconfig()));
      ChosenLaunch launch =
          new ChosenLaunch(
              Arguments.choice(List.of("--kubeconfig", kubeconfig.toString())),
              new ActualWorlds(Map.of("XDG_STATE_HOME", home.toString()), home),
              Catalog.builtIn());
      try (SessionScript session = SessionScript.open(launch, 100, home)) {
        session.type("run 4");
        String text = Hostile.TEXT.replace("\r", "") + "\n" + "x".repeat(1_000_000) + "\nend\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff, (byte) 0xed, 'o'});
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        wire.logs(bytes.toByteArray());
        Hostile.shownHarmless(shown(session.type("logs deploy/curl -c istio-proxy").shows("end")));
        Hostile.harmless(session.raw());
      }
    }
  }

  private static String shown(SessionScript session) {
    return String.join("\n", session.news());
  }

  @Test
  void what_a_server_answers() throws Exception {
    PracticeOptions options = PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE);
    try (PracticeCluster served = PracticeCluster.start(options);
        Wire wire =
            new Wire(
                served.url(), line -> line.matches("PATCH .*/services/.*"), Hostile.quoted())) {
      Path kubeconfig = home.resolve("served.yaml");
      Files.writeString(kubeconfig, wire.through(served.kubeconfig()));
      LabOutcome outcome =
          LabOutcome.of(home, List.of("run", "--yes", "--kubeconfig", kubeconfig.toString()));
      assertEquals(4, outcome.code(), outcome.printed());
      Hostile.shownHarmless(outcome.printed());
    }
  }

  @Test
  void names_in_kubeconfigs() throws Exception {
    PracticeOptions options = PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE);
    try (PracticeCluster served = PracticeCluster.start(options)) {
      Path kubeconfig = home.resolve("served.yaml");
      String named = "\"" + Hostile.quoted() + "\"";
      Files.writeString(
          kubeconfig,
          served
              .kubeconfig()
              .replaceAll("(?m)^current-context: .*$", "current-context: " + escaped(named))
              .replaceAll("name: \"?practice\"?", "name: " + escaped(named))
              .replaceAll("(cluster|user): \"?practice\"?", "$1: " + escaped(named)));
      for (List<String> command :
          List.of(List.of("check"), List.of("run", "--yes", "--to", "2"), List.of("why", "2"))) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        Hostile.harmless(LabOutcome.of(home, arguments).printed());
      }
      Files.writeString(
          kubeconfig,
          Files.readString(kubeconfig).replaceAll("server: .*", "server: http://127.0.0.1:1"));
      Hostile.shownHarmless(
          LabOutcome.of(home, List.of("check", "--kubeconfig", kubeconfig.toString())).printed());
    }
  }

  @Test
  void files_of_labs() throws IOException {
    Catalog labs = Catalog.folder(poisoned());
    try (SessionScript session = open(labs)) {
      Hostile.shownHarmless(shown(session.type("show")));
      Hostile.shownHarmless(shown(session.type("hint")));
      Hostile.shownHarmless(shown(session.type("status")));
      Hostile.shownHarmless(shown(session.type("run 1")));
      Hostile.harmless(session.raw());
    }
    Hostile.shownHarmless(LabOutcome.of(home, labs, List.of("show", "1")).printed());
    Hostile.harmless(
        LabOutcome.of(home, labs, List.of("run", "--yes", "--practice", "--to", "1")).printed());
  }

  /** The lab with every title and every paragraph of its prose poisoned. */
  private Path poisoned() throws IOException {
    Path lab = home.resolve("labs/backend-tls-egress");
    try (Stream<Path> files = Files.walk(Path.of("labs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = home.resolve(file);
        Files.createDirectories(copy.getParent());
        String text = Files.readString(file);
        if (file.toString().endsWith(".md")) {
          text = text.replaceAll("(?m)^([A-Z].*)$", "$1 " + visible());
        } else if (file.endsWith("lab.yaml")) {
          text =
              text.replaceAll(
                  "(?m)^(  title: )(.*)$", "$1\"$2 " + escaped(Hostile.quoted()) + "\"");
        }
        Files.writeString(copy, text);
      }
    }
    return lab;
  }

  private static String visible() {
    return escaped(Hostile.TEXT.replace("\r", ""));
  }

  /** As it stands in what replaces a match of a regular expression. */
  private static String escaped(String text) {
    return Matcher.quoteReplacement(text);
  }

  @Test
  void a_lab_with_raw_control_characters_is_refused_in_a_sentence() throws IOException {
    Path lab = poisoned().resolve("lab.yaml");
    Files.writeString(lab, Files.readString(lab).replaceFirst("title: ", "title: " + visible()));
    LabOutcome outcome =
        LabOutcome.of(home, Catalog.folder(lab.getParent()), List.of("run", "--yes", "--practice"));
    assertNotEquals(0, outcome.code());
    Hostile.harmless(outcome.printed());
  }

  @Test
  void what_is_given_on_the_command_line() {
    for (String option : List.of("--context", "--track", "--var", "--kubeconfig")) {
      LabOutcome outcome =
          LabOutcome.of(home, List.of("run", "--yes", option, "host=" + Hostile.TEXT));
      assertNotEquals(0, outcome.code(), option);
      Hostile.harmless(outcome.printed());
    }
  }
}
