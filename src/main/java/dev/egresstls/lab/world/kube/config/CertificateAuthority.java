package dev.egresstls.lab.world.kube.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** The certificate authority that a kubeconfig names for its cluster. */
final class CertificateAuthority {
  private CertificateAuthority() {}

  /**
   * Its PEM in base64, wherever the kubeconfig has it.
   *
   * @return empty if it names none, or its file cannot be read
   */
  static Optional<String> data(KubeContext context) {
    Optional<String> data =
        context.cluster().get("certificate-authority-data").text().filter(text -> !text.isEmpty());
    return data.or(() -> ofFile(context.cluster().get("certificate-authority").text("")));
  }

  private static Optional<String> ofFile(String file) {
    try {
      return file.isEmpty()
          ? Optional.empty()
          : Optional.of(Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(file))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
