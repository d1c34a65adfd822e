package dev.egresstls.lab.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.doctor.HealthFinding.Severity;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.world.DelegatingWorld;
import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.PodConnection;
import dev.egresstls.lab.world.World;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What brings about each finding about this machine, and the doctor's own rules. */
class MachineFindingsTest extends DoctorStage {
  @Test
  void nothing_is_wrong_with_a_good_machine_and_an_empty_cluster() throws Exception {
    HealthReport report = live(AS_WRITTEN, 1);
    assertTrue(
        report.findings().stream().allMatch(one -> one.severity() == Severity.FINE),
        () -> report.findings().toString());
    assertEquals(0, report.exitCode(true));
    HealthReport simulated =
        Doctor.examine(Patient.of(AS_WRITTEN, Vars.of(AS_WRITTEN, Map.of()), practice, Set.of()));
    assertEquals(0, simulated.exitCode(true), () -> simulated.findings().toString());
    assertEquals(0, kind().exitCode(true), "with kind");
  }

  @Test
  void every_probe_has_a_title_and_an_id_of_its_own() {
    Set<String> ids = new HashSet<>();
    for (HealthProbe probe : HealthProbes.ALL) {
      assertTrue(ids.add(probe.id()));
      assertFalse(probe.title().isEmpty());
    }
  }

  @Test
  void tools_that_are_missing_old_or_mute_are_found() throws Exception {
    world.tools.remove("istioctl");
    world.tools.remove("kubectl");
    HealthReport missing = live(AS_WRITTEN, 1);
    assertFails(missing, "istioctl", 3, "istioctl is not on the PATH");
    assertWarns(missing, "kubectl", "not on the PATH");
    only(live(AS_WRITTEN, 1, 2, 3), "istioctl", Severity.FINE);

    world.tools.put("istioctl", "client version: 1.30.3");
    world.tools.put("kubectl", "\"gitVersion\": \"v1.27.1\"");
    HealthReport old = live(AS_WRITTEN, 1);
    assertFails(old, "istioctl", 3, "istioctl 1.30.3");
    assertWarns(old, "kubectl", "1.27.1 is more than one minor version away");

    world.tools.put("istioctl", "?");
    world.tools.put("kubectl", "?");
    HealthReport mute = live(AS_WRITTEN, 1);
    assertWarns(mute, "istioctl", "does not report its version");
    assertWarns(mute, "kubectl", "does not report its version");
  }

  @Test
  void what_kind_needs_is_found_missing() throws Exception {
    world.tools.remove("kind");
    assertFails(kind(), "kind", 1, "kind is not on the PATH");
    world.tools.put("kind", "?");
    assertWarns(kind(), "kind", "does not report its version");
    world.tools.put("docker", "memory=2000000000");
    assertWarns(kind(), "container-engine", "1.9 GiB");
    world.tools.put("docker", "memory=?");
    assertWarns(kind(), "container-engine", "does not report its memory");
    world.tools.put("docker", "");
    assertFails(kind(), "container-engine", 1, "docker does not answer");
    world.tools.remove("docker");
    assertFails(kind(), "container-engine", 1, "none is on the PATH");
    world.limits.put("fs.inotify.max_user_instances", 128L);
    assertWarns(kind(), "inotify", "fs.inotify.max_user_instances is 128");
    world.limits.clear();
    only(kind(), "inotify", Severity.FINE);
  }

  @Test
  void what_the_network_lacks_is_found() throws Exception {
    Map<String, String> nowhere = Map.of("host", "nowhere.invalid");
    assertFails(live(AS_WRITTEN, nowhere, 1), "dns", 6, "nowhere.invalid");
    assertWarns(live(AS_WRITTEN, nowhere, 1, 2, 3, 4, 5, 6), "dns", "nowhere.invalid");
    world.closed.addAll(Set.of("github.com", "registry-1.docker.io", "www.google.com"));
    HealthReport closed = live(AS_WRITTEN, 1);
    assertFails(closed, "downloads", 2, "cannot reach github.com from here: no route");
    assertWarns(closed, "registries", "registry-1.docker.io");
    assertWarns(closed, "egress", "www.google.com:443: no route");
    world.proxy = Optional.of(URI.create("http://proxy.corp:3128"));
    assertWarns(live(AS_WRITTEN, 1), "proxy", "the proxy proxy.corp:3128");
    HealthReport without = kind();
    assertWarns(without, "proxy", "this machine uses the proxy proxy.corp:3128");
  }

  @Test
  void what_takes_too_long_is_a_warning_and_holds_nothing_up() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    World slow =
        new DelegatingWorld(practice) {
          @Override
          public NameResolver names() {
            return new NameResolver() {
              @Override
              public Answer lookUp(String host) throws InterruptedException {
                never.await();
                throw new AssertionError("nobody lets it go on");
              }

              @Override
              public Answer lookUp(String host, PodConnection dns) throws InterruptedException {
                return lookUp(host);
              }
            };
          }
        };
    HealthReport report =
        Doctor.examine(Patient.of(AS_WRITTEN, Vars.of(AS_WRITTEN, Map.of()), slow, Set.of()));
    assertWarns(report, "dns", "timed out after 4 s");
  }
}
