package dev.egresstls.lab.cli.bundle;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.bundle.Bundle;
import dev.egresstls.lab.bundle.BundleServer;
import dev.egresstls.lab.bundle.Fetches;
import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.console.Interrupts;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bundle serve}: a bundle over HTTP until Ctrl-C. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "${bundle:cli.bundle.serve.summary}")
public final class BundleServeCommand implements Callable<Integer> {
  private static final Pattern LISTEN =
      Pattern.compile("(?:(\\[[^\\]]+]|[^:\\[\\]]*):)?(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  private final AppContext app;

  @Parameters(paramLabel = "DIR", description = "${bundle:cli.bundle.serve.dir}")
  private Path folder;

  @Option(
      names = "--listen",
      paramLabel = "ADDR:PORT",
      description = "${bundle:cli.bundle.serve.listen}")
  private String listen = "0.0.0.0:8080";

  /** The command for a process. */
  public BundleServeCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    InetSocketAddress at = address(listen);
    Bundle bundle = Bundle.read(folder);
    try (BundleServer server = BundleServer.start(bundle, at, this::fetched)) {
      announce(server, bundle);
      // SIGTERM runs no finally blocks.
      Thread summary = new Thread(() -> summary(server));
      Runtime.getRuntime().addShutdownHook(summary);
      try {
        return Interrupts.allow(BundleServeCommand::forever);
      } catch (InterruptedException e) {
        // Ctrl-C is how this command is meant to end.
        return 0;
      }
    }
  }

  private static int forever() throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }

  private void announce(BundleServer server, Bundle bundle) {
    print(count("cli.bundle.serving", bundle.digests().size(), folder, bundle.digests().size()));
    server.urls().forEach(url -> print("  jbang egresstls-lab@" + url));
    print(say("cli.bundle.serving.page", server.urls().get(0)));
    print(say("cli.bundle.serving.end"));
  }

  private void fetched(String file, String address, Fetches.Count count) {
    if (count.times() > 0) {
      print(say("cli.bundle.fetched", address, file, count.times(), count.by().size()));
    }
  }

  private void summary(BundleServer server) {
    server
        .fetches()
        .counts()
        .forEach(
            (file, count) ->
                print(
                    say(
                        "cli.bundle.summary-line",
                        file,
                        count.times(),
                        count.by().size(),
                        String.join(" ", count.by()))));
  }

  private synchronized void print(String line) {
    PrintStream out = app.here().out();
    out.println(line);
    out.flush();
  }

  /** An address and a port, or a port alone. */
  static InetSocketAddress address(String text) {
    Matcher parts = LISTEN.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
      throw wrong(text);
    }
    String host = parts.group(1) == null || parts.group(1).isEmpty() ? "0.0.0.0" : parts.group(1);
    try {
      return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(parts.group(2)));
    } catch (UnknownHostException e) {
      throw wrong(text);
    }
  }

  private static RuntimeException wrong(String text) {
    return Problem.of(
            Problem.Kind.USAGE, say("cli.bundle.serve.listen-wrong", text), "--listen 0.0.0.0:8080")
        .failure();
  }
}
