package dev.egresstls.lab.bundle;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.value.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A bundle of a lab with two tracks and one small download each. */
public final class SmallBundle {
  static final String SAMPLE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: curl}
      spec:
        template:
          spec:
            containers:
            - {name: curl, image: "curlimages/curl:8.16.0"}
      """;

  static final String DIGEST = Sha256.of(SAMPLE.getBytes(StandardCharsets.UTF_8));

  private static final String LAB =
      """
      apiVersion: egresstls.dev/v1
      kind: Lab
      metadata: {id: small, title: Small, minutes: 1}
      tracks:
      - {id: one, title: one, istio: ">=1.26 <1.28", vars: {istioVersion: 1.27.9, tag: v1}}
      - {id: two, title: two, istio: ">=1.28", vars: {istioVersion: 1.31.1, tag: v2}}
      steps:
      - id: install
        title: Install
        prose: install.md
        byHand: istioctl install
        do:
        - tool: {argv: [istioctl, install, -y, --set, "hub=docker.io/mirror"]}
        - download: {url: "https://example.org/${tag}/sample.yaml", sha256: SHA256, option: istio-dir}
        check:
        - id: node
          resource: {apiVersion: v1, kind: Node}
          expect: {metadata.name: {present: true}}
          within: 1s
      """;

  private SmallBundle() {}

  static Catalog catalog(Path folder) throws IOException {
    Path lab = Files.createDirectories(folder.resolve("small"));
    Files.writeString(lab.resolve("lab.yaml"), LAB.replace("SHA256", DIGEST));
    Files.writeString(lab.resolve("install.md"), "Install it.\n");
    return Catalog.folder(lab);
  }

  static Path jar(Path folder) throws IOException {
    byte[] bytes = new byte[300_000];
    new java.util.Random(1).nextBytes(bytes);
    return Files.write(folder.resolve("program.jar"), bytes);
  }

  static BundleWriter writer(Path folder) throws IOException {
    return new BundleWriter(
        catalog(folder),
        jar(folder),
        (url, sha256, option, listener) -> SAMPLE,
        image -> image.contains("proxyv2") ? Optional.empty() : Optional.of("sha256:1"));
  }

  /** Writes one into a folder below another. */
  public static Bundle in(Path folder) throws IOException, InterruptedException {
    Path dir = folder.resolve("room");
    writer(folder).write(dir, Optional.empty());
    return Bundle.read(dir);
  }
}
