package dev.egresstls.lab.app.labs;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.catalog.LabFiles;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Sha256;
import dev.egresstls.lab.world.Downloads;
import dev.egresstls.lab.world.local.HttpDownloads;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the lab that a user names: by its id, a folder, or the URL of an archive. */
public final class LabSources {
  private static final String FOLDER = "labs";
  private static final int SHORT = 16;

  private final ProcessContext here;
  private final Supplier<Downloads> downloads;

  /** Asks for the way to download when a lab is named that must be fetched, and no sooner. */
  LabSources(ProcessContext here, Supplier<Downloads> downloads) {
    this.here = here;
    this.downloads = downloads;
  }

  /** Those of a process. */
  public static LabSources of(ProcessContext here) {
    Path cache = here.folders().cache().resolve("downloads");
    return new LabSources(here, () -> new HttpDownloads(cache, Map.of(), here.env()));
  }

  /** All labs of this machine: those that come with the program, and the user's. */
  public static Catalog all(ProcessContext here) {
    TrustedLabs trusted = TrustedLabs.in(here.state());
    return Catalog.builtIn()
        .installed(here.folders().data().resolve(FOLDER))
        .trusting(digest -> here.trusting() || trusted.has(digest));
  }

  /**
   * The same labs, where the named one is done. An archive is fetched when the lab is first needed.
   *
   * @param name an id, a folder or a URL
   */
  public Catalog choose(Catalog labs, String name) {
    if (name.startsWith("http://") || name.startsWith("https://")) {
      return labs.choosing(() -> fetched(name));
    }
    if (!labs.ids().contains(name)) {
      Optional<Path> folder = folder(name);
      if (folder.isPresent()) {
        return labs.choosing(() -> LabFiles.folder(folder.get()));
      }
    }
    return labs.choosing(name);
  }

  private static Optional<Path> folder(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::isDirectory);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The files of an archive, which are kept by its digest. */
  private LabFiles fetched(String url) {
    try {
      byte[] archive = downloads.get().bytes(url, "", "lab", (bytes, of) -> {});
      String digest = Sha256.of(archive);
      String place = Sha256.of(url.getBytes(StandardCharsets.UTF_8)).substring(0, SHORT);
      Path kept = here.folders().cache().resolve(FOLDER).resolve(place).resolve(digest);
      if (!Files.isDirectory(kept)) {
        unpack(archive, kept);
      }
      here.err().println(say("app.labs.fetched", url, digest));
      return LabFiles.folder(LabArchive.root(kept), url);
    } catch (IOException e) {
      throw Problem.of(Problem.Kind.PRECONDITION, say("app.labs.unusable", url))
          .because(Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    } catch (InterruptedException e) {
      throw Problem.of(Problem.Kind.INTERRUPTED, say("cli.failure.interrupted")).failure();
    }
  }

  /** All of it is there, or nothing. */
  private static void unpack(byte[] archive, Path kept) throws IOException {
    Path above = PrivateFiles.folder(kept.getParent());
    Path fresh = above.resolve(kept.getFileName() + ".part-" + ProcessHandle.current().pid());
    for (Map.Entry<String, byte[]> file : LabArchive.files(archive).entrySet()) {
      Path path = fresh.resolve(file.getKey());
      PrivateFiles.folder(path.getParent());
      PrivateFiles.write(path, file.getValue());
    }
    PrivateFiles.rename(fresh, kept);
  }
}
