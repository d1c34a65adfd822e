package dev.egresstls.lab.cli.serve;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.app.launch.OwnJar;
import dev.egresstls.lab.bundle.BundleWriter;
import dev.egresstls.lab.bundle.BundleWriter.Written;
import dev.egresstls.lab.bundle.RegistryDigests;
import dev.egresstls.lab.cli.option.Appearance;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.Downloads;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.local.ProxyFromEnv;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bundle}: a folder with everything that a class needs without internet. */
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    description = "${bundle:cli.bundle.summary}")
public final class BundleCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1_000_000.0;

  private final AppContext app;

  @Mixin private Appearance appearance = new Appearance();

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "${bundle:cli.bundle.dir}")
  private Path folder;

  @Option(names = "--url", paramLabel = "URL", description = "${bundle:cli.bundle.url}")
  private String url;

  /** The command for a process. */
  public BundleCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    if (folder == null) {
      throw new ParameterException(new CommandLine(spec), say("cli.bundle.where"));
    }
    Optional<URI> base = Optional.ofNullable(url).map(BundleCommand::base);
    Path jar =
        OwnJar.find()
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.PRECONDITION,
                            say("cli.bundle.no-jar"),
                            "java -jar egresstls-lab.jar bundle " + folder)
                        .failure());
    return Interrupts.allow(() -> write(jar, base));
  }

  private int write(Path jar, Optional<URI> base) throws InterruptedException {
    try (World world = app.worlds().kind(LaunchOptions.NOTHING)) {
      BundleWriter writer =
          new BundleWriter(
              app.catalog(),
              jar,
              saidAloud(world.downloads()),
              new RegistryDigests(new ProxyFromEnv(app.here().env())));
      report(writer.write(folder, base));
    }
    return 0;
  }

  /** What happens on the way, such as a mirror that does not answer, goes to stderr. */
  private Downloads saidAloud(Downloads downloads) {
    Downloads.Listener listener =
        new Downloads.Listener() {
          @Override
          public void received(long bytes, OptionalLong of) {
            // a bundle shows what it has at the end
          }

          @Override
          public void noted(String sentence) {
            app.here().err().println(sentence);
          }
        };
    return (url, sha256, option, silent) -> downloads.text(url, sha256, option, listener);
  }

  private void report(Written written) {
    PrintStream out = app.here().out();
    long bytes = written.sizes().values().stream().mapToLong(Long::longValue).sum();
    out.println(say("cli.bundle.written", folder, written.sizes().size(), megabytes(bytes)));
    written.sizes().forEach((path, size) -> out.printf(Locale.ROOT, "  %,12d  %s%n", size, path));
    out.println(count("cli.bundle.images", written.images(), written.images()));
    if (!written.unknown().isEmpty()) {
      out.println(say("cli.bundle.unknown", String.join(", ", written.unknown())));
    }
    out.println(say("cli.bundle.next", folder));
    out.flush();
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f", bytes / MEGABYTE);
  }

  private static URI base(String text) {
    try {
      URI uri = new URI(text.endsWith("/") ? text : text + "/");
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (java.net.URISyntaxException e) {
      // reported below, as any other address that is none
    }
    throw Problem.of(
            Problem.Kind.USAGE, say("cli.bundle.no-url", text), say("cli.bundle.no-url.try"))
        .failure();
  }
}
