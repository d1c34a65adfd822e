package dev.egresstls.lab.mesh.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.ChildJvm;
import dev.egresstls.lab.value.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A dump of more than 20 MB, read by a process that may not use more than 64 MiB of heap. */
class LargeDumpTest {
  private static final int ENTRIES = 12_000;
  private static final int TWENTY_MB = 20_000_000;
  private static final Set<String> NAMES = Set.of(LargeDump.WANTED, "203.0.113.10_443");

  /** What the child does: {@code stream} or {@code whole}. */
  public static final class Reading {
    private Reading() {}

    public static void main(String[] args) {
      ConfigDump dump =
          args[0].equals("stream")
              ? ConfigDump.read(LargeDump.of(ENTRIES), NAMES::contains)
              : ConfigDump.read(Json.read(LargeDump.of(ENTRIES)));
      ChildJvm.say(dump.clusters().size() + " " + dump.listeners().get(0).cluster().orElse(""));
    }
  }

  @Test
  void it_is_read_as_a_stream_within_64_mebibytes() throws Exception {
    assertTrue(length() > TWENTY_MB, length() + " bytes");
    ChildJvm.Ended ended = ChildJvm.run(Reading.class, "64m", "stream");
    assertEquals("1 outbound|443||203.0.113.10", ended.said(), ended.toString());
  }

  @Test
  void the_limit_is_a_real_one_for_the_whole_of_it_does_not_fit() throws Exception {
    ChildJvm.Ended ended = ChildJvm.run(Reading.class, "64m", "whole");
    assertEquals(ChildJvm.OUT_OF_MEMORY, ended.exit(), ended.toString());
  }

  private static long length() throws IOException {
    return LargeDump.of(ENTRIES).transferTo(OutputStream.nullOutputStream());
  }
}
