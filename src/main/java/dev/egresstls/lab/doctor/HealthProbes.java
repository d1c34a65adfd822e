package dev.egresstls.lab.doctor;

import dev.egresstls.lab.doctor.HealthProbe.Examination;
import dev.egresstls.lab.doctor.HealthProbe.Where;
import dev.egresstls.lab.world.World;
import java.util.List;
import java.util.function.Predicate;

/** The table of what the doctor looks at. */
final class HealthProbes {
  private static final Predicate<Patient> REAL =
      patient -> patient.world().mode() != World.Mode.PRACTICE;
  private static final Predicate<Patient> NEW_CLUSTER = REAL.and(Patient::makesCluster);
  private static final Predicate<Patient> CLUSTER = patient -> patient.cluster().isPresent();

  /** Whoever may see the whole cluster; in a class that is the trainer. */
  private static final Predicate<Patient> WIDE =
      CLUSTER.and(patient -> !patient.world().confined());

  static final List<HealthProbe> ALL =
      List.of(
          machine("kubectl", false, REAL, ToolProbes::kubectl),
          machine("istioctl", true, REAL, ToolProbes::istioctl),
          machine("kind", true, NEW_CLUSTER, ToolProbes::kind),
          machine("container-engine", true, NEW_CLUSTER, ToolProbes::containerEngine),
          machine("inotify", false, NEW_CLUSTER, MachineProbes::inotify),
          machine("dns", true, any -> true, MachineProbes::dns),
          machine("proxy", false, REAL, MachineProbes::proxy),
          machine("egress", false, REAL, MachineProbes::egress),
          machine("downloads", true, REAL, MachineProbes::downloads),
          machine("registries", false, REAL, MachineProbes::registries),
          row(
              "reachable",
              Where.CLUSTER,
              true,
              CLUSTER.or(patient -> patient.unreachable().isPresent()),
              ClusterProbes::reachable),
          row("kubernetes", Where.CLUSTER, true, CLUSTER, ClusterProbes::kubernetes),
          row("permissions", Where.CLUSTER, true, CLUSTER, Permissions::examine),
          row("gateway-api", Where.CLUSTER, false, CLUSTER, ClusterProbes::gatewayApi),
          row("upgrade-policy", Where.CLUSTER, true, WIDE, ClusterProbes::upgradePolicy),
          row("istiod", Where.MESH, true, CLUSTER, MeshProbes::istiod),
          row("mesh-config", Where.MESH, false, CLUSTER, MeshProbes::meshConfig),
          row("injectors", Where.MESH, false, CLUSTER, MeshProbes::injectors),
          row("cni", Where.MESH, false, CLUSTER, MeshProbes::cni),
          row("ambient", Where.MESH, false, CLUSTER, MeshProbes::ambient),
          row("namespace", Where.NAMESPACE, true, CLUSTER, NamespaceProbes::namespace),
          row("objects", Where.NAMESPACE, true, CLUSTER, NamespaceProbes::objects),
          row("pod-security", Where.NAMESPACE, true, CLUSTER, NamespaceProbes::podSecurity),
          row(
              "network-policies",
              Where.NAMESPACE,
              false,
              CLUSTER,
              NamespaceProbes::networkPolicies));

  private HealthProbes() {}

  private static HealthProbe machine(
      String id, boolean always, Predicate<Patient> applies, Examination examination) {
    return row(id, Where.MACHINE, always, applies, examination);
  }

  private static HealthProbe row(
      String id, Where where, boolean always, Predicate<Patient> applies, Examination examination) {
    return new HealthProbe(id, where, always, applies, examination);
  }
}
