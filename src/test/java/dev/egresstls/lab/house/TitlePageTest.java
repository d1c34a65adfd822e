package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.TitlePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the prompt shows before a lab is read is what the lab says. */
class TitlePageTest {
  @Test
  void every_title_page_says_what_its_lab_says() throws IOException {
    Catalog catalog = Catalog.builtIn();
    for (String id : catalog.ids()) {
      Path file = Path.of("labs", id, TitlePage.FILE);
      TitlePage wanted = TitlePage.of(catalog.read(id, Optional.empty()));
      if (Boolean.getBoolean("update")) {
        Files.writeString(file, wanted.write());
      }
      assertEquals(
          wanted.write(),
          Files.exists(file) ? Files.readString(file) : "(no such file)",
          "out of date; refresh it with: ./mvnw -q test -Dtest=TitlePageTest -Dupdate=true");
      assertEquals(wanted, catalog.titlePage(id));
    }
  }

  @Test
  void a_lab_without_a_title_page_is_read() {
    Path folder = Path.of("labs", "backend-tls-egress");
    Catalog catalog = Catalog.folder(folder);
    assertEquals("BackendTLSPolicy for egress", catalog.titlePage(catalog.ids().get(0)).title());
  }
}
