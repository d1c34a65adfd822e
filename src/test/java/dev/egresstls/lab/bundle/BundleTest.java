package dev.egresstls.lab.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  @TempDir Path folder;
  private Path dir;

  @BeforeEach
  void choose_a_folder() {
    dir = folder.resolve("room");
  }

  private BundleWriter.Written write() throws Exception {
    return SmallBundle.writer(folder).write(dir, Optional.empty());
  }

  private static Problem problem(org.junit.jupiter.api.function.Executable what) {
    return assertThrows(LabFailure.class, what).problem();
  }

  @Test
  void it_has_the_downloads_of_every_track_the_images_a_catalog_and_launchers() throws Exception {
    BundleWriter.Written written = write();
    assertEquals(
        List.of(
            "bin/egresstls-lab",
            "bin/egresstls-lab.cmd",
            "downloads/example.org/v1/sample.yaml",
            "downloads/example.org/v2/sample.yaml",
            "egresstls-lab.jar",
            "images.txt",
            "index.html",
            "jbang-catalog.json"),
        List.copyOf(written.sizes().keySet()));
    assertEquals(
        SmallBundle.SAMPLE, Files.readString(dir.resolve("downloads/example.org/v1/sample.yaml")));
    List<String> images =
        Files.readAllLines(dir.resolve("images.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertEquals(
        List.of(
            "docker.io/mirror/pilot:1.27.9\tsha256:1\tone",
            "docker.io/mirror/proxyv2:1.27.9\t-\tone",
            "docker.io/mirror/pilot:1.31.1\tsha256:1\ttwo",
            "docker.io/mirror/proxyv2:1.31.1\t-\ttwo",
            "docker.io/curlimages/curl:8.16.0\tsha256:1\tone,two"),
        images);
    assertEquals(2, written.unknown().size());
    assertTrue(Files.isExecutable(dir.resolve("bin/egresstls-lab")));
    assertEquals(8, Bundle.read(dir).digests().size());
  }

  @Test
  void the_catalog_leads_to_the_jar_beside_it_and_to_the_mirror_where_that_is_known()
      throws Exception {
    write();
    Tree alias =
        Json.read(Files.readString(dir.resolve("jbang-catalog.json"))).at("aliases.egresstls-lab");
    assertEquals("egresstls-lab.jar", alias.get("script-ref").text(""));
    assertTrue(alias.get("arguments").isMissing());
    SmallBundle.writer(folder).write(dir, Optional.of(URI.create("http://room:8080/")));
    alias =
        Json.read(Files.readString(dir.resolve("jbang-catalog.json"))).at("aliases.egresstls-lab");
    assertEquals(List.of("--mirror", "http://room:8080/"), alias.get("arguments").texts());
    assertTrue(
        Files.readString(dir.resolve("index.html"))
            .contains("jbang egresstls-lab@http://room:8080/"));
  }

  @Test
  void a_wrong_digest_leaves_the_folder_as_it_was() throws Exception {
    BundleWriter writer =
        new BundleWriter(
            SmallBundle.catalog(folder),
            SmallBundle.jar(folder),
            (url, sha256, option, listener) -> "kind: Evil\n",
            image -> Optional.empty());
    Problem problem = problem(() -> writer.write(dir, Optional.empty()));
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertTrue(problem.because().get().contains(SmallBundle.DIGEST), problem.toString());
    assertFalse(Files.exists(dir));
  }

  @Test
  void a_folder_with_other_files_is_left_alone_and_a_bundle_is_replaced() throws Exception {
    Files.createDirectories(dir);
    Path thesis = Files.writeString(dir.resolve("thesis.txt"), "mine");
    assertEquals(Problem.Kind.USAGE, problem(this::write).kind());
    assertEquals(List.of(thesis), Files.list(dir).toList());
    Files.delete(thesis);
    write();
    write();
    // An interrupted one has no list yet.
    Files.delete(dir.resolve(Bundle.SUMS));
    assertTrue(problem(() -> Bundle.read(dir)).what().contains("SHA256SUMS"));
    write();
    Bundle.read(dir);
  }

  @Test
  void a_folder_that_cannot_be_written_is_a_problem_with_a_next_step() throws Exception {
    dir = Files.writeString(folder.resolve("file"), "no folder").resolve("room");
    Problem problem = problem(this::write);
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertFalse(problem.tries().isEmpty());
  }

  @Test
  void a_file_that_is_missing_changed_or_elsewhere_is_named() throws Exception {
    write();
    Files.delete(dir.resolve("images.txt"));
    Files.writeString(dir.resolve("egresstls-lab.jar"), "another");
    Path sums = dir.resolve(Bundle.SUMS);
    String outside = "0".repeat(64) + "  ../secret\n";
    Files.writeString(sums, Files.readString(sums) + outside);
    Problem problem = problem(() -> Bundle.read(dir));
    assertTrue(
        problem.because().get().contains("egresstls-lab.jar, images.txt"), problem.toString());
    assertTrue(problem.because().get().contains("../secret"), problem.toString());
  }
}
