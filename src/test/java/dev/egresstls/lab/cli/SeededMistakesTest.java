package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.egresstls.lab.world.local.ToolPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes of all kinds in copies of the labs that come with the program, many at once: each is
 * reported in the line where it is.
 */
class SeededMistakesTest {
  private static final Path LABS = Path.of("labs");

  @TempDir Path home;

  /**
   * A mistake.
   *
   * @param says what is reported at its line
   */
  private record Seed(String file, String right, String wrong, String says) {
    static Seed of(String row) {
      String[] parts = row.split("\\s+\\|\\s+");
      return new Seed(parts[0].strip(), lines(parts[1]), lines(parts[2]), parts[3].strip());
    }

    private static String lines(String text) {
      return text.replace("\\n", "\n");
    }
  }

  private Path copy(String id) throws IOException {
    Path folder = home.resolve(id);
    try (Stream<Path> all = Files.walk(LABS.resolve(id))) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(LABS.resolve(id).relativize(one).toString());
        Files.createDirectories(to.getParent());
        Files.copy(one, to);
      }
    }
    return folder;
  }

  /** Makes mistakes; gives the line of each: where it is otherwise than it was. */
  private static List<String> spoiled(Path folder, List<Seed> seeds) throws IOException {
    List<String> places = new ArrayList<>();
    for (Seed seed : seeds) {
      Path file = folder.resolve(seed.file());
      String text = Files.readString(file);
      int at = text.indexOf(seed.right());
      assertTrue(at >= 0, seed::right);
      int same = 0;
      while (same < seed.wrong().length()
          && seed.right().startsWith(seed.wrong().substring(0, same + 1))) {
        same++;
      }
      long line = text.substring(0, at + same).chars().filter(c -> c == '\n').count() + 1;
      places.add(file + ":" + line + ":");
      Files.writeString(
          file, text.substring(0, at) + seed.wrong() + text.substring(at + seed.right().length()));
    }
    return places;
  }

  private static void each(List<Seed> seeds, List<String> places, String out) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      String says = seeds.get(i).says();
      // What is observed is reported where it is expected, which is not where it was spoiled.
      boolean elsewhere = says.startsWith("~");
      String place = elsewhere ? places.get(i).replaceFirst("[0-9]+:$", "") : places.get(i);
      String what = elsewhere ? says.substring(1) : says;
      if (out.lines().noneMatch(line -> line.contains(place) && line.contains(what))) {
        missing.add(place + " " + what);
      }
    }
    assertEquals("", String.join("\n", missing), out);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            "backend-tls-egress",
            """
            lab.yaml | exit: 0\\n      httpCode: | exit: 0\\n      httpcode: | request has no field httpcode; did you mean httpCode?
            lab.yaml | exit: {oneOf: [52, 56]}, accessLog.cluster: BlackHoleCluster, accessLog.flags: UH} | exit: {oneOf: [52, 56]}, accessLog.cluster: BlackHoleCluster, accessLog.flags: HU} | HU is no accessLog.flags; did you mean UH?
            lab.yaml | active: {present: true}\\n | activ: {present: true}\\n | envoyListeners has no field activ; did you mean active?
            lab.yaml | sidecar.present: true | sidecar.presnt: true | pod sidecar has no field presnt; did you mean present?
            lab.yaml | type: ORIGINAL_DST\\n | type: ORIGINAL_DTS\\n | ORIGINAL_DTS is no type; did you mean ORIGINAL_DST?
            lab.yaml | kind: EndpointSlice, namespace: "${ns}", name: google-headless}\\n | kind: EndpointSlce, namespace: "${ns}", name: google-headless}\\n | there is no EndpointSlce; did you mean EndpointSlice?
            lab.yaml | resource: {apiVersion: apps/v1, kind: Deployment, namespace: "${ns}", name: curl} | resource: {apiVersion: app/v1, kind: Deployment, namespace: "${ns}", name: curl} | Deployment is a kind of the group apps
            lab.yaml | {type: Available, status: "True"}}\\n      spec | {type: Availble, status: "True"}}\\n      spec | Availble is no type; did you mean Available?
            lab.yaml | {type: Ready, status: "True"}}\\n    within: 120s | {type: Ready, status: "true"}}\\n    within: 120s | true is no status; did you mean True?
            lab.yaml | argv: [kind, create | argv: [kid, create | there is no tool kid; there are: istioctl, kind; did you mean kind?
            lab.yaml | addresses: ips} | addresses: ip} | unknown name ${ip}; did you mean ips?
            lab.yaml | slice: google-headless, port: 443 | slice: google-headless, port: 443000 | expected a port, 1 to 65535
            lab.yaml | istioVersion: 1.27.9 | istioVersion: 1.28.1 | 1.28.1 is not in the range
            lab.yaml | scratch: "1.30.3" | scratch: "1.30" | expected a version of three numbers, not 1.30
            lab.yaml | argv: [curl, -v, -o, /dev/null, -D, "-", --resolve, "${host}:443:198 | argv: [crul, -v, -o, /dev/null, -D, "-", --resolve, "${host}:443:198 | there is no program crul; did you mean curl?
            lab.yaml | - url: https://${host}:443 | - url: htps://${host}:443 | expected a URL that begins with http:// or https://
            lab.yaml | command: try no-policy | command: try no-polcy | there is no what-if no-polcy; did you mean no-policy?
            lab.yaml | command: "trace http://${host}"} | command: "tarce http://${host}"} | did you mean trace?
            manifests/google-headless.yaml | kind: Service | kind: Servise | there is no Servise; did you mean Service?
            prose/client.md | ```sh | ```bash | write sh: commands in a block of kind bash are not run
            prose/slice.md | ## hint-1\\n | ## hint-1\\n~~~console\\n$ kubectl get ns\\n~~~\\n | write a fence as three backticks
            prose/istio.md | ## hint-1 | ## spare\\n\\nNothing.\\n\\n## hint-1 | nothing uses the section "## spare"
            """),
        Arguments.of(
            "service-entry-egress",
            """
            lab.yaml | kind: ServiceEntry, name: google}\\n- { | kind: ServiceEntri, name: google}\\n- { | there is no ServiceEntri; did you mean ServiceEntry?
            lab.yaml | www.google.com:443: cert=www.google.com; plain=hangup | www.google.com:443: cert=www.google.com; plain=hangs | plain cannot be "hangs"
            lab.yaml | within: 180s | within: 180 | expected a text: put it in quotes
            lab.yaml | {text: "exit 52", shows: "exit 52"} | {txt: "exit 52", shows: "exit 52"} | unknown field "txt" in an option; did you mean text?
            lab.yaml | shows: {exit: 7} | shows: {exitt: 7} | request has no field exitt; did you mean exit?
            lab.yaml | {text: "exit 52: an empty reply", shows: {exit: 52}} | "exit 52: an empty reply" | say what would be observed if this were the answer
            practice/outside.yaml | 203.0.113.10 | 203.0.113.300 | expected IP addresses
            """),
        Arguments.of(
            "egress-gateway",
            """
            lab.yaml | gateway.flags: "-"\\n | gateway.flag: "-"\\n | request gateway has no field flag; did you mean flags?
            lab.yaml | remotePort: 80\\n | remotePort: 800000\\n | remotePort is a number from 0 to 65535
            lab.yaml | kind: Gateway, namespace: "${ns}", name: egress}\\n    expect | kind: Gatway, namespace: "${ns}", name: egress}\\n    expect | there is no Gatway; did you mean Gateway?
            lab.yaml | answer: 2\\n    why: [prose/cluster | answer: 4\\n    why: [prose/cluster | the answer is one of the options, 1 to 3
            lab.yaml | kubectl label namespace | kubectl lable namespace | kubectl has no command lable; did you mean label?
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void lint_reports_each(String id, String rows) throws IOException {
    List<Seed> seeds = rows.strip().lines().map(Seed::of).toList();
    Path folder = copy(id);
    List<String> places = spoiled(folder, seeds);
    CliSession lint = CliSession.run(home, Map.of(), "lint", folder.toString());
    assertEquals(1, lint.code(), lint.out());
    each(seeds, places, lint.out());
  }

  @Test
  void lint_of_a_file_names_the_folder() throws IOException {
    Path file = copy("egress-gateway").resolve("lab.yaml");
    CliSession lint = CliSession.run(home, Map.of(), "lint", file.toString());
    assertEquals(2, lint.code());
    assertTrue(lint.err().contains("lint " + file.getParent()), lint.err());
  }

  /** In the report for CI, with the line of what the author has to change. */
  @Test
  void prove_reports_each() throws IOException {
    assumeTrue(new ToolPath(System.getenv()).executable("kubectl").isPresent(), "no kubectl");
    List<Seed> seeds =
        """
        lab.yaml | answer: 2\\n    why: [prose/gateway.md | answer: 1\\n    why: [prose/gateway.md | the answer is 1, but
        lab.yaml | {text: "EDS, with the endpoints of the slice", shows: {type: EDS}} | {text: "EDS, with the endpoints of the slice", shows: {type: STATIC}} | ~found EDS
        lab.yaml | {text: "STRICT_DNS: it asks DNS", shows: {type: STRICT_DNS}} | {text: "STRICT_DNS: it asks DNS", shows: {name: {present: true}}} | option 3 is what was observed, too
        lab.yaml | answer: 1\\n      why: [prose/policy.md#before-1 | answer: 3\\n      why: [prose/policy.md#before-1 | the answer is 3, but
        lab.yaml | gateway: {present: false}}}\\n      answer: 2\\n    do:\\n    - patch | gateway: {present: false}}}\\n      answer: 1\\n    do:\\n    - patch | the answer is 1, but
        lab.yaml | name: google-headless, merge: {ports: [{name: https, port: 80 | name: google-headless, merge: {ports: [{name: https, port: 443 | ~expected 503, found 200
        lab.yaml | httpCode: 404, accessLog.cluster: PassthroughCluster, gateway.flags: NR}\\n | httpCode: 403, accessLog.cluster: PassthroughCluster, gateway.flags: NR}\\n | expected 403, found 404
        lab.yaml | - delete: {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, namespace: "${ns}" | - delete: {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, namespace: nowhere | ~there is no HTTPRoute nowhere/google
        lab.yaml | say: prose/what-ifs.md#missing-ca | sameOutcome: true\\n    say: prose/what-ifs.md#missing-ca | take sameOutcome away
        lab.yaml | hostnames: ["old.${host}"] | hostnames: ["${host}"] | ~it breaks nothing
        lab.yaml | www.google.com:443: cert=www.google.com; plain=hangup | www.google.com:443: cert=www.google.com; plain=http | http://www.google.com:443: expected
        lab.yaml | www.google.com:80: cert=none | www.google.com:80: cert=www.google.com | https://www.google.com:80: expected
        lab.yaml | shows: "EDS: a gateway is given the endpoints" | shows: "EDS: a gateway has the endpoints" | ~does not show
        lab.yaml | spec.selector: {present: false}\\n | spec.selektor: {present: false}\\n | there is no field selektor; did you mean selector?
        lab.yaml | name: google-headless\\n          port: 443 | name: google-headless\\n          port: 80 | ~backendRefs[0].port is 443 by the step, and 80 by the commands
        prose/route.md | port: 443 | port: 444 | ~backendRefs[0].port is 443 by the step, and 444 by the commands
        """
            .lines()
            .map(Seed::of)
            .toList();
    Path folder = copy("egress-gateway");
    List<String> places = spoiled(folder, seeds);
    Path lab = folder.resolve("lab.yaml");
    // A step that never holds is awaited for its whole `within`.
    Files.writeString(lab, Files.readString(lab).replaceAll("within: [0-9]{2,3}s", "within: 3s"));
    Map<String, String> env = Map.of("PATH", System.getenv().getOrDefault("PATH", ""));
    CliSession proof = CliSession.run(home, env, "prove", folder.toString(), "-o", "junit");
    assertEquals(1, proof.code(), proof.out());
    each(seeds, places, proof.out().replace("&apos;", "'").replace("&#39;", "'"));
  }

  /** Without what it says of answers, a what-if that changes nothing is noticed, too. */
  @Test
  void a_what_if_that_breaks_nothing_is_not_proved() throws IOException {
    Path folder = home.resolve("my-lab");
    CliSession.run(home, Map.of(), "new", folder.toString());
    Path file = folder.resolve("lab.yaml");
    String text =
        Files.readString(file)
            .replace("  whatIf: [{", "  whatIf:\n  - {")
            .replaceFirst("}]\\s*$", "}\n");
    String none =
        """
          - id: nothing
            title: Label what has the label
            do:
            - patch: {apiVersion: v1, kind: Namespace, name: "${ns}", merge: {metadata: {labels: {istio-injection: enabled}}}}
            requests:
            - expect: {exit: 0}
            say: prose/steps.md#https
        """;
    Files.writeString(file, text + none.indent(0));
    CliSession proof = CliSession.run(home, Map.of(), "prove", folder.toString());
    long line = (text + none).lines().takeWhile(one -> !one.contains("Label what")).count() + 2;
    assertTrue(proof.out().contains(file + ":" + line + ":5: all that is predicted"), proof.out());
  }
}
