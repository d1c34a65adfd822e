package dev.egresstls.lab.practice.api.tls;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The JDK's own keytool: the JDK has no public class that makes a certificate. */
final class Keytool {
  private static final long PATIENCE_SECONDS = 60;

  /**
   * The password is no secret, so to stretch it ten thousand times protects nothing, and each start
   * would pay for it. What protects the key is the mode of its file.
   */
  private static final String OPTIONS =
      "-J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -J-Xshare:auto"
          + " -J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE"
          + " -J-Dkeystore.pkcs12.macAlgorithm=NONE -J-Dkeystore.pkcs12.keyPbeIterationCount=1"
          + " -genkeypair -storetype PKCS12 -keyalg EC -groupname secp256r1"
          + " -dname CN=egresstls-lab-practice -startdate -1d"
          + " -ext san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1 -ext bc:critical=ca:true"
          + " -ext ku:critical=digitalSignature,keyCertSign -ext eku=serverAuth";

  private final Path program;

  Keytool(Path javaHome) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    program = javaHome.resolve("bin").resolve(windows ? "keytool.exe" : "keytool");
  }

  /** That of the Java that runs this. */
  static Keytool ofThisJava() {
    return new Keytool(Path.of(System.getProperty("java.home")));
  }

  /**
   * A PKCS #12 keystore with a new key and a certificate for this machine's own addresses. The
   * certificate is marked as a CA, as strict clients expect of one that signs itself.
   *
   * @param days how long it is valid
   * @throws dev.egresstls.lab.lab.LabFailure if there is no keytool, or it fails
   */
  byte[] keystore(String alias, String password, int days) {
    if (!Files.isExecutable(program)) {
      throw failure(say("practice.keytool.missing", program));
    }
    try {
      Path folder = PrivateFiles.temporaryFolder("egresstls-keytool");
      Path file = folder.resolve("serving.p12");
      try {
        List<String> argv = new ArrayList<>(List.of(program.toString()));
        argv.addAll(List.of(OPTIONS.split(" ")));
        argv.addAll(List.of("-keystore", file.toString(), "-storepass", password));
        argv.addAll(List.of("-alias", alias, "-validity", String.valueOf(days)));
        run(argv);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw failure(String.valueOf(e.getMessage()));
    }
  }

  private static void run(List<String> argv) throws IOException {
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw failure(say("practice.keytool.slow", PATIENCE_SECONDS));
      }
      if (process.exitValue() != 0) {
        byte[] said = process.getInputStream().readAllBytes();
        throw failure(new String(said, StandardCharsets.UTF_8).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(Problem.Kind.INTERRUPTED, say("practice.keytool")).failure();
    } finally {
      process.destroyForcibly();
    }
  }

  private static RuntimeException failure(String because) {
    return Problem.of(
            Problem.Kind.PRECONDITION, say("practice.keytool"), say("practice.keytool.try"))
        .because(Neutral.line(because))
        .failure();
  }
}
