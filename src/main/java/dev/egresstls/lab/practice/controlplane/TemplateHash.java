package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.zip.CRC32;

/** The {@code pod-template-hash} that tells a Deployment's ReplicaSets apart. */
final class TemplateHash {
  /** The label of ReplicaSets and their pods. */
  static final String LABEL = "pod-template-hash";

  /** Kubernetes writes hashes with letters that cannot make words (apimachinery util/rand). */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private TemplateHash() {}

  /** The hash of a pod template; the same for equal templates. */
  static String of(Tree template) {
    CRC32 crc = new CRC32();
    crc.update(template.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    StringBuilder hash = new StringBuilder();
    for (char digit : Long.toString(crc.getValue() + 1_000_000_000L).toCharArray()) {
      hash.append(ALPHABET.charAt(digit % ALPHABET.length()));
    }
    return hash.toString();
  }

  /** A template as it was before the hash was added to its labels. */
  static Tree stripped(Tree template) {
    return TreeEdit.drop(template, "metadata", "labels", LABEL);
  }

  /** An object with the hash among labels at a place. */
  static Tree labelled(Tree object, String hash, String... keys) {
    return TreeEdit.change(object, labels -> labels.with(LABEL, hash), keys);
  }
}
