package dev.egresstls.lab.catalog;

import dev.egresstls.lab.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small lab on disk, for spoiling. */
abstract class SmallLab {
  static final String GOOD =
      """
      apiVersion: egresstls.dev/v1
      kind: Lab
      metadata: {id: small, title: A small lab, minutes: 5}
      tracks:
      - {id: old, title: old, istio: ">=1.26 <1.28", vars: {api: v1alpha3, only: x}}
      - {id: new, title: new, istio: ">=1.28", vars: {api: v1}}
      vars:
        ns: {default: default, kind: namespace, help: where}
      steps:
      - id: first
        title: The first step
        minutes: 2
        trainer: prose/first.md#second
        prose: prose/first.md
        do:
        - apply: {file: manifests/one.yaml}
        - {track: old, resolve: {host: "${only}", into: ips}}
        byHand: {old: "echo ${only}", new: "echo new"}
        check:
        - id: there
          says: "${self.metadata.name} is there"
          resource: {apiVersion: v1, kind: Service, namespace: "${ns}", name: one}
          expect:
            spec.clusterIP: None
            spec.ports: {any: {port: 443}}
          within: 5s
        hints: [prose/first.md#hint-1]
      - id: second
        title: The second step
        minutes: 3
        needs: [first]
        prose: prose/first.md#second
        byHand: look
        check:
        - {id: pod, pod: {namespace: "${ns}", deployment: curl}, expect: {sidecar.present: true}, within: 1m}
        - {id: old-only, track: old, envoySecret: {namespace: a, deployment: b, name: c}, expect: {active: true}, within: 500ms}
        predict: {question: "What now, ${ns}?", options: ["yes", "no"], answer: 1}
        whatIf:
        - id: other
          title: Another way
          requires: {istio: ">=1.26 <1.28", scratch: "1.27.9"}
          do:
          - apply: {file: manifests/one.yaml}
          - delete: {apiVersion: v1, kind: Service, namespace: "${ns}", name: one}
          - patch: {apiVersion: v1, kind: Service, name: one, merge: {spec: {gone: null}}}
          - copy: {apiVersion: v1, kind: Service, name: one, as: two, merge: {a: b}}
          - meshConfig: {path: outboundTrafficPolicy.mode, value: REGISTRY_ONLY}
          - {track: old, istiodEnv: {name: A_FLAG}}
          requests:
          - {says: once, argv: [curl, "http://x"], expect: {exit: 0}}
          say: prose/other.md
      paths:
      - {title: "all, ${ns}", whatIfs: [other]}
      production:
        prose: prose/other.md
        topics:
        - {title: Do it well, prose: prose/first.md#second}
      quiz:
      - id: one-way
        question: Which way?
        options: [{text: this, shows: this}, {text: that, shows: "that, ${ns}"}]
        answer: 2
        evidence: {command: trace}
      """;

  @TempDir Path folder;

  @BeforeEach
  void a_lab_on_disk() throws IOException {
    write("manifests/one.yaml", "kind: Service\nmetadata: {namespace: ${ns}}\n");
    write("prose/other.md", "Something else.");
    write(
        "prose/first.md",
        "Hello ${ns}.\n\n```\n## not-a-section\n```\n\n## hint-1\n\nLook.\n\n## second\nMore.\n");
  }

  void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  List<String> mistakes(String yaml) throws IOException {
    write("lab.yaml", yaml);
    return LabReader.read(LabFiles.folder(folder), Optional.empty()).mistakes().stream()
        .map(one -> one.text().replace(folder + "/", ""))
        .toList();
  }

  /** What a reader of these languages gets to see. */
  LabReader.Result readIn(List<String> languages) {
    LabFiles files = LabFiles.folder(folder);
    LabFiles theirs =
        new LabFiles() {
          @Override
          public String nameOf(String path) {
            return files.nameOf(path);
          }

          @Override
          public Optional<String> text(String path) {
            return files.text(path);
          }

          @Override
          public List<String> languages() {
            return languages;
          }
        };
    return LabReader.read(theirs, Optional.of("old"));
  }

  Lab read(String track) throws IOException {
    write("lab.yaml", GOOD);
    Catalog catalog = Catalog.folder(folder);
    return catalog.read(catalog.ids().get(0), Optional.of(track));
  }
}
