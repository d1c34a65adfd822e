package dev.egresstls.lab.practice;

import dev.egresstls.lab.practice.api.ApiServer;
import dev.egresstls.lab.practice.controlplane.Controller;
import dev.egresstls.lab.practice.controlplane.ControllerContext;
import dev.egresstls.lab.practice.controlplane.Controllers;
import dev.egresstls.lab.practice.controlplane.DeploymentController;
import dev.egresstls.lab.practice.controlplane.EndpointSliceController;
import dev.egresstls.lab.practice.controlplane.EndpointsController;
import dev.egresstls.lab.practice.controlplane.NamespaceController;
import dev.egresstls.lab.practice.controlplane.ReplicaSetController;
import dev.egresstls.lab.practice.controlplane.ResourceQuotas;
import dev.egresstls.lab.practice.controlplane.Scheduler;
import dev.egresstls.lab.practice.controlplane.Workqueue;
import dev.egresstls.lab.practice.dataplane.PracticeKubelet;
import dev.egresstls.lab.practice.dataplane.net.ClusterDns;
import dev.egresstls.lab.practice.dataplane.net.Outside;
import dev.egresstls.lab.practice.istio.GatewayController;
import dev.egresstls.lab.practice.istio.IstioLogs;
import dev.egresstls.lab.practice.istio.IstiodLog;
import dev.egresstls.lab.practice.istio.LastConfiguration;
import dev.egresstls.lab.practice.istio.PolicyStatusWriter;
import dev.egresstls.lab.practice.istio.RootCertWriter;
import dev.egresstls.lab.practice.istio.SidecarInjector;
import dev.egresstls.lab.practice.node.ContainerLogs;
import dev.egresstls.lab.practice.node.NodeController;
import dev.egresstls.lab.practice.node.PodAdmission;
import dev.egresstls.lab.practice.node.PodRunner;
import dev.egresstls.lab.practice.node.ServiceAccountToken;
import dev.egresstls.lab.practice.store.Housekeeping;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.tools.PracticeFiles;
import dev.egresstls.lab.world.Clock;
import java.util.ArrayList;
import java.util.List;

/** A running practice cluster: its memory, its controllers and its API server. */
public final class PracticeCluster implements AutoCloseable {
  /** The name of its context in kubeconfigs that it gives out. */
  public static final String CONTEXT = "practice";

  private final ObjectStore store;
  private final Controllers controllers;
  private final ApiServer server;
  private final PracticeOptions options;

  private PracticeCluster(
      ObjectStore store, Controllers controllers, ApiServer server, PracticeOptions options) {
    this.store = store;
    this.controllers = controllers;
    this.server = server;
    this.options = options;
  }

  /** Starts one, empty: no node, no Istio. */
  public static PracticeCluster start(PracticeOptions options) {
    ObjectStore store = Housekeeping.newStore();
    store.admitWith(new PodAdmission(store));
    store.admitWith(new SidecarInjector(() -> store));
    store.admitWith(new ServiceAccountToken());
    ResourceQuotas quotas = new ResourceQuotas(store);
    store.admitWith(quotas);
    Workqueue queue = new Workqueue();
    ControllerContext context = new ControllerContext(store, queue, options.pace(), Clock.SYSTEM);
    ContainerLogs logs = new ContainerLogs(Clock.SYSTEM);
    PracticeMarker.of(options.istio()).create(store);
    Outside outside = new Outside(options.outside());
    LastConfiguration sidecars = new LastConfiguration(store);
    List<Controller> all = new ArrayList<>(all(context, logs, options.ipv6(), outside));
    all.add(sidecars);
    all.add(quotas);
    Controllers controllers = Controllers.start(store, queue, all);
    try {
      PracticeKubelet kubelet = new PracticeKubelet(store, sidecars, logs, outside);
      ApiServer server = ApiServer.start(store, kubelet, options.token());
      return new PracticeCluster(store, controllers, server, options);
    } catch (RuntimeException e) {
      controllers.close();
      store.close();
      throw e;
    }
  }

  private static List<Controller> all(
      ControllerContext context, ContainerLogs logs, boolean ipv6, Outside outside) {
    IstioLogs istioLogs = new IstioLogs(logs);
    String ca = PracticeFiles.read("ca.pem");
    return List.of(
        new NamespaceController(context, ca),
        new NodeController(context),
        new ClusterDns(context, outside),
        new DeploymentController(context),
        new ReplicaSetController(context),
        new Scheduler(context),
        new PodRunner(context, istioLogs, ipv6),
        new EndpointSliceController(context),
        new EndpointsController(context),
        new RootCertWriter(context, ca),
        new PolicyStatusWriter(context),
        new GatewayController(context),
        new IstiodLog(context, istioLogs));
  }

  /** Where this process reaches it, such as {@code http://127.0.0.1:40123}. */
  public String url() {
    return server.url();
  }

  /** A kubeconfig for this process, as YAML, with the one context {@link #CONTEXT}. */
  public String kubeconfig() {
    return server.kubeconfig(CONTEXT);
  }

  /**
   * Where all others reach it, over TLS, such as {@code https://127.0.0.1:6443}.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the port is taken, or there is no certificate
   */
  public String secureUrl() {
    return server.secure(options.port(), options.certificate());
  }

  /**
   * A kubeconfig for all others.
   *
   * @throws dev.egresstls.lab.lab.LabFailure as for {@link #secureUrl}
   */
  public String secureKubeconfig() {
    secureUrl();
    return server.secureKubeconfig(CONTEXT);
  }

  /** Leaves only the address of {@link #secureUrl}. */
  public void endPlainText() {
    server.endPlainText();
  }

  /** The version of Istio that its istioctl installs. */
  public String istio() {
    return options.istio();
  }

  /** The hosts outside, as long as nobody says otherwise. */
  public Outside outside() {
    return new Outside(options.outside());
  }

  /** How many requests its API server has had so far. */
  public long requests() {
    return server.requests();
  }

  /** Its objects, for tests that look behind the API. */
  public ObjectStore store() {
    return store;
  }

  @Override
  public void close() {
    server.close();
    controllers.close();
    store.close();
  }
}
