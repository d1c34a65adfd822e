package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.egresstls.lab.app.launch.Approval;
import dev.egresstls.lab.app.launch.Launch;
import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.console.Consoles;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.TitlePage;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.record.Pace;
import dev.egresstls.lab.shell.record.Predictions;
import dev.egresstls.lab.world.ContextLook;
import dev.egresstls.lab.world.DelegatingWorld;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.World;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a session moves from one world into another. */
class ShellSessionTest {
  @TempDir Path state;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private final Lab lab = TutorialLab.of("as-written");
  private Thread.UncaughtExceptionHandler before;

  @BeforeEach
  void listen() {
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
  }

  @AfterEach
  void listenNoMore() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  private Console console() {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return Consoles.plain(
        InputStream.nullInputStream(), out, StandardCharsets.UTF_8, Theme.PLAIN, false);
  }

  /** An opening of a world in memory, and what happens when that is closed. */
  private final class InMemory implements Launch {
    private final Runnable closing;
    private Sink sink;

    InMemory(Runnable closing) {
      this.closing = closing;
    }

    @Override
    public LaunchBanner banner() {
      return new LaunchBanner(
          TitlePage.of(lab),
          () -> lab,
          World.Mode.PRACTICE,
          "practice",
          "",
          Optional.empty(),
          Optional.empty(),
          true);
    }

    @Override
    public Launch anew(Optional<String> track) {
      return new InMemory(closing);
    }

    @Override
    public List<ContextLook> contexts() {
      return List.of();
    }

    @Override
    public LaunchedRun open(Consumer<LaunchBanner> known, Sink to) {
      sink = to;
      World world =
          new DelegatingWorld(new FakeWorld()) {
            @Override
            public void close() {
              closing.run();
            }
          };
      LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), to);
      return new LaunchedRun(
          banner(), world, run, new Approval(false), "", (istio, ipv6, hears) -> null);
    }
  }

  private ShellSession in(Launch launch) throws InterruptedException {
    ShellSession session = ShellSession.recorded(console(), launch, state, new Pace(true));
    session.begin(new WorldArrival() {});
    session.open();
    return session;
  }

  @Test
  void a_world_that_cannot_be_closed_is_left_all_the_same_and_reported() throws Exception {
    RuntimeException broken = new IllegalStateException("the server does not stop");
    InMemory first =
        new InMemory(
            () -> {
              throw broken;
            });
    InMemory second = new InMemory(() -> {});
    try (ShellSession session = in(first)) {
      LaunchedRun left = session.open();
      session.move(second);
      assertNotSame(left, session.open());
      assertSame(second, session.launch());
      assertEquals(List.of(broken), List.copyOf(uncaught));
    }
  }

  @Test
  void nothing_of_the_old_world_is_seen_together_with_the_new_one() throws Exception {
    List<Object> seen = new ArrayList<>();
    ShellSession[] session = new ShellSession[1];
    InMemory second = new InMemory(() -> {});
    InMemory first =
        new InMemory(
            () -> {
              seen.add(session[0].launch());
              seen.add(session[0].openNow());
              seen.add(session[0].named());
            });
    session[0] = in(first);
    try (ShellSession moving = session[0]) {
      moving.named(Optional.of(new ShellSession.Named(1, "a-cause")));
      Predictions guesses = moving.guesses();
      moving.move(second);
      assertEquals(List.of(second, Optional.empty(), Optional.empty()), seen);
      assertNotSame(guesses, moving.guesses());
      printed.reset();
      first.sink.accept(new Event.StepSkipped(1, lab.steps().get(0)));
      assertEquals("", printed.toString(StandardCharsets.UTF_8), "the world that was left speaks");
      second.sink.accept(new Event.StepSkipped(1, lab.steps().get(0)));
      assertNotEquals("", printed.toString(StandardCharsets.UTF_8));
    }
  }
}
