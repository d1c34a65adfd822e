package dev.egresstls.lab.trace;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.trace.offline.FilesTracer;
import dev.egresstls.lab.trace.offline.ObjectText;
import dev.egresstls.lab.trace.offline.Setting;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question that {@code trace} is asked about objects of the tests' resources: a public report, a
 * recorded request, a random cluster, or objects that a test's author wrote.
 */
record Asked(List<Tree> objects, String url, Setting setting, TraceQuestion question) {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final Path ISTIOD = Path.of("src/test/resources/istiod/1.31.0.jsonl");
  private static final Path WRITTEN = Path.of("src/test/resources/reasons/written.yaml");

  /** What the servers of the captures do, as their README says. */
  private static final List<String> ORIGINS =
      List.of(
          "203.0.113.10:443: cert=www.google.com,*.google.com,other.example; plain=hangup; h2=no",
          "203.0.113.11:443: cert=www.google.com,*.google.com,other.example; plain=hangup; h2=no",
          "203.0.113.10:80: plain=http; h2=no; cert=none",
          "203.0.113.11:80: plain=http; h2=no; cert=none",
          "203.0.113.12:443: cert=other.example; plain=400");

  /** Runs that ask for a Service of type ExternalName, of which DNS alone knows the addresses. */
  private static final List<String> ALIASES =
      List.of("external-name", "external-name-http", "external-name-no-policy");

  private static final Map<Path, List<Tree>> READ = new ConcurrentHashMap<>();

  /** The question of a name: where it is from, which one, and for a case or a run the request. */
  static Asked of(String name) {
    String[] words = name.split(" ");
    return switch (words[0]) {
      case "case" -> ofCase(words[1], Integer.parseInt(words[2]));
      case "run" -> {
        Capture capture = Captures.any(words[1]).orElseThrow();
        yield ofRun(capture, capture.dials().get(Integer.parseInt(words[2]) - 1));
      }
      case "istiod" -> ofCluster(named(ISTIOD, words[1]), Integer.parseInt(words[2]));
      default -> ofWritten(named(WRITTEN, words[1]));
    };
  }

  /** Names of all that an author wrote. */
  static List<String> written() {
    return read(WRITTEN).stream()
        .map(one -> one.get("id").text(""))
        .filter(id -> !id.equals("groups"))
        .map(id -> "written " + id)
        .toList();
  }

  Traced traced() {
    return new FilesTracer(objects, setting, question, () -> url, () -> "curl").trace(url);
  }

  Tree document() {
    return RouteDocument.of(traced());
  }

  private static TraceQuestion question(String url) {
    return TraceQuestion.of(List.of(url), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A line of a request.txt, as the command line reads it. */
  static Asked ofCase(String id, int line) {
    Path folder = folder(id);
    List<String> words = List.of(lines(folder.resolve("request.txt")).get(line - 1).split("\\s+"));
    Setting setting = new Setting(Optional.empty(), Optional.empty(), Map.of(), List.of());
    List<Tree> objects = new ArrayList<>();
    for (int i = 3; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-") && !word.equals("--objects")) {
        setting = set(setting, word, words.get(++i));
      } else if (!word.startsWith("-")) {
        objects.addAll(read(folder.resolve(word).normalize()));
      }
    }
    return new Asked(objects, words.get(2), setting, question(words.get(2)));
  }

  private static Setting set(Setting setting, String option, String value) {
    return switch (option) {
      case "--istio" -> setting.at(Setting.istio(value));
      case "--outbound" -> setting.with(Setting.outbound(value));
      case "--resolve" -> told(setting, Resolved.of(value));
      default -> setting;
    };
  }

  private static Setting told(Setting setting, Resolved resolved) {
    return new Setting(
        setting.istio(), setting.outbound(), setting.flags(), List.of(resolved), List.of());
  }

  /** A request to real Istio, whose servers are known. */
  static Asked ofRun(Capture capture, Tree recorded) {
    List<String> argv = recorded.get("argv").texts();
    String url = argv.get(argv.size() - 1);
    Setting setting =
        new Setting(
            Optional.of(Setting.istio(capture.istio().toString())),
            capture.id().startsWith("registry-only")
                ? Optional.of(OutboundPolicy.REGISTRY_ONLY)
                : Optional.empty(),
            Map.of(),
            resolved(argv, url, ALIASES.contains(capture.id())),
            ORIGINS.stream().map(OriginText::of).toList());
    TraceQuestion question =
        TraceQuestion.of(
                List.of(url),
                capture.scenario().at("target.workload").text(),
                capture.scenario().at("target.namespace").text(),
                Optional.empty())
            .naming(header(argv));
    List<Tree> objects = ObjectText.read("scenario.json", Json.write(capture.scenario()));
    return new Asked(objects, url, setting, question);
  }

  /** The Host that curl was told to send. */
  static Optional<String> header(List<String> argv) {
    return argv.stream()
        .filter(one -> one.startsWith("Host: "))
        .map(one -> one.substring("Host: ".length()))
        .findFirst();
  }

  /** What curl was told; else what DNS said, which no file holds. */
  private static List<Resolved> resolved(List<String> argv, String url, boolean alias) {
    int told = argv.indexOf("--resolve");
    if (told >= 0) {
      return List.of(Resolved.of(argv.get(told + 1)));
    }
    var dial = TraceQuestion.dial(url, "", "");
    boolean outside = dial.host().equals("www.google.com") || alias;
    String name = dial.host() + ":" + dial.port() + ":";
    return outside
        ? List.of(Resolved.of(name + "203.0.113.10"), Resolved.of(name + "203.0.113.11"))
        : List.of();
  }

  /** A request in a random cluster. */
  static Asked ofCluster(Tree cluster, int index) {
    Tree request = cluster.get("requests").get(index - 1);
    String url = request.get("url").text("");
    Setting setting =
        new Setting(
            Optional.of(Setting.istio("1.31.0")),
            Optional.empty(),
            Map.of(),
            request.get("resolve").text().map(Resolved::of).map(List::of).orElse(List.of()));
    return new Asked(cluster.get("objects").items(), url, setting, question(url));
  }

  private static Asked ofWritten(Tree one) {
    String url = one.get("url").text("");
    Setting setting =
        new Setting(
            Optional.of(Setting.istio(one.get("istio").text("1.31.0"))),
            one.get("outbound").text().map(Setting::outbound),
            Map.of(),
            one.get("resolve").texts().stream().map(Resolved::of).toList(),
            one.get("origin").texts().stream().map(OriginText::of).toList());
    TraceQuestion question =
        TraceQuestion.of(List.of(url), Optional.empty(), one.get("in").text(), Optional.empty())
            .naming(one.get("host").text());
    Tree groups = named(WRITTEN, "groups");
    List<Tree> objects = new ArrayList<>(groups.get("base").items());
    one.get("with").texts().forEach(group -> objects.addAll(groups.get(group).items()));
    List<Tree> own = one.get("objects").items();
    Set<String> named = own.stream().map(ObjectNames::of).collect(Collectors.toSet());
    objects.removeIf(object -> named.contains(ObjectNames.of(object)));
    objects.addAll(own);
    return new Asked(objects, url, setting, question);
  }

  private static Tree named(Path file, String id) {
    return read(file).stream()
        .filter(one -> one.get("id").text("").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Path folder(String id) {
    try (Stream<Path> all = Files.list(CASES)) {
      return all.filter(one -> one.getFileName().toString().startsWith(id + "-"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Tree> read(Path file) {
    return READ.computeIfAbsent(file, Asked::parse);
  }

  private static List<Tree> parse(Path file) {
    String text = String.join("\n", lines(file));
    if (file.equals(ISTIOD)) {
      return text.lines().map(Json::read).toList();
    }
    return file.equals(WRITTEN) ? Yaml.readAll(text) : ObjectText.read(file.toString(), text);
  }
}
