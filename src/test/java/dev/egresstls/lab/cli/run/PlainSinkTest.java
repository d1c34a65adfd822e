package dev.egresstls.lab.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.progress.Ticker;
import dev.egresstls.lab.render.text.Theme;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlainSinkTest {
  private static final Step CLIENT =
      Catalog.builtIn().read("backend-tls-egress", Optional.empty()).steps().get(3);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final HandTicker ticker = new HandTicker();
  private final PlainSink sink =
      new PlainSink(new PrintStream(out, true, StandardCharsets.UTF_8), Theme.PLAIN, ticker);

  /** Time that goes on when the test says so. */
  private static final class HandTicker implements Ticker {
    private Runnable work;
    private Duration interval = Duration.ZERO;
    private Duration now = Duration.ZERO;

    @Override
    public Ticking every(Duration every, Runnable what) {
      interval = every;
      work = what;
      return () -> work = null;
    }

    @Override
    public long nanos() {
      return now.toNanos();
    }

    void pass() {
      now = now.plus(interval);
      if (work != null) {
        work.run();
      }
    }
  }

  @Test
  void every_ten_seconds_it_says_what_is_waited_for_and_what_is_seen() {
    sink.accept(new Event.StepStarted(4, CLIENT));
    sink.accept(new Event.ActionStarted(4, CLIENT, "restart Deployment default/curl"));
    ticker.pass();
    sink.accept(
        new Event.Downloading(
            4,
            CLIENT,
            "download curl.yaml",
            1 << 20,
            OptionalLong.of(4 << 20),
            Duration.ofSeconds(2)));
    ticker.pass();
    sink.accept(waiting("0/2 ready · istio-proxy starting"));
    sink.accept(waiting("1/2 ready · istio-proxy starting"));
    ticker.pass();
    sink.accept(new Event.StepHeld(4, CLIENT, List.of(), false, Duration.ofSeconds(31)));
    ticker.pass();
    assertEquals(
        List.of(
            "  still waiting 10 s: 4 client · restart Deployment default/curl",
            "  still waiting 20 s: 4 client · download curl.yaml"
                + "  ━━━╌╌╌╌╌╌╌╌╌ 1.0 MiB of 4.0 MiB · 512 KiB/s",
            "  still waiting 30 s: 4 client · curl pod  1/2 ready · istio-proxy starting",
            "ok   4 client" + " ".repeat(78) + "31.0 s"),
        out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private static Event waiting(String seen) {
    return new Event.Waiting(4, CLIENT, "curl pod", seen, Duration.ofSeconds(1));
  }
}
