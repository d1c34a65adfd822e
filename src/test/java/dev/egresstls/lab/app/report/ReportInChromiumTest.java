package dev.egresstls.lab.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of the page, where there is one. */
class ReportInChromiumTest {
  @TempDir Path folder;

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(one -> Path.of(one, "chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private String run(Path page, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(chromium().orElseThrow().toString()));
    command.addAll(List.of("--headless", "--no-sandbox", "--disable-gpu"));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return out;
  }

  @Test
  void it_runs_nothing_and_can_be_printed() throws Exception {
    assumeTrue(chromium().isPresent(), "no chromium on this machine");
    String title = "<script>document.body.textContent = 'ran'</script>";
    Tree document = Tree.object("lab", Tree.object("title", title));
    Path page = folder.resolve("report.html");
    Files.writeString(page, ReportFormat.HTML.text(ReportStore.safe(document)));
    String dom = run(page, "--dump-dom");
    assertTrue(dom.contains("<h1>Report: &lt;script&gt;"), dom);
    assertFalse(dom.contains("<script"), dom);
    run(page, "--no-pdf-header-footer", "--print-to-pdf=" + folder.resolve("report.pdf"));
    assertTrue(
        Files.readString(folder.resolve("report.pdf"), StandardCharsets.ISO_8859_1)
            .startsWith("%PDF"));
  }
}
