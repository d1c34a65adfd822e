package dev.egresstls.lab.bundle;

import static dev.egresstls.lab.message.Messages.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file that names the images: one a line, with what its tag stood for when it was asked.
 *
 * @param unknown images whose digest no registry returned
 */
record ImageList(String text, List<String> unknown) {
  static ImageList of(List<Image> images, Digests registries) throws InterruptedException {
    List<String> unknown = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    say("bundle.images.about").lines().forEach(line -> text.append("# " + line + "\n"));
    for (Image image : images) {
      Optional<String> digest = registries.of(image.name());
      if (digest.isEmpty()) {
        unknown.add(image.name());
      }
      String tracks = String.join(",", image.tracks());
      text.append(image.name() + "\t" + digest.orElse("-") + "\t" + tracks + "\n");
    }
    return new ImageList(text.toString(), List.copyOf(unknown));
  }
}
