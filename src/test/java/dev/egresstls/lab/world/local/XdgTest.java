package dev.egresstls.lab.world.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XdgTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void without_variables_the_folders_lie_in_the_home_folder() {
    Xdg xdg = new Xdg(Map.of(), HOME, "Linux");
    assertEquals(HOME.resolve(".config/egresstls-lab"), xdg.config());
    assertEquals(HOME.resolve(".local/state/egresstls-lab"), xdg.state());
    assertEquals(HOME.resolve(".cache/egresstls-lab"), xdg.cache());
  }

  @Test
  void a_variable_moves_a_folder_unless_it_is_relative_or_empty() {
    Map<String, String> env =
        Map.of("XDG_CACHE_HOME", "/var/c", "XDG_STATE_HOME", "state", "XDG_CONFIG_HOME", "");
    Xdg xdg = new Xdg(env, HOME, "Mac OS X");
    assertEquals(Path.of("/var/c/egresstls-lab"), xdg.cache());
    assertEquals(HOME.resolve(".local/state/egresstls-lab"), xdg.state());
    assertEquals(HOME.resolve(".config/egresstls-lab"), xdg.config());
  }

  @Test
  void on_windows_the_application_folders_stand_in() {
    Map<String, String> env = Map.of("APPDATA", "/roaming", "LOCALAPPDATA", "/local");
    Xdg xdg = new Xdg(env, HOME, "Windows 11");
    assertEquals(Path.of("/roaming/egresstls-lab"), xdg.config());
    assertEquals(Path.of("/local/egresstls-lab"), xdg.state());
    assertEquals(Path.of("/local/egresstls-lab/cache"), xdg.cache());
  }
}
