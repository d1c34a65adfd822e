///usr/bin/env jbang "$0" "$@" ; exit $?
// The lab for JBang. It has no code of its own: it names what makes up dev.egresstls.lab.Main.
// JBang drops wildcards without a word when it reads a script from a URL, so every file stands here.

//JAVA 17+
//MAIN dev.egresstls.lab.Main
//DESCRIPTION An interactive Kubernetes lab: BackendTLSPolicy for egress with an Istio sidecar
//COMPILE_OPTIONS -parameters -proc:none
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xlog:disable --enable-native-access=ALL-UNNAMED

// <jbang> written by JbangLists, see CONTRIBUTING.md
//DEPS org.slf4j:slf4j-api:2.0.20
//DEPS org.snakeyaml:snakeyaml-engine:3.1.1
//DEPS io.fabric8:kubernetes-client:8.0.0
//DEPS io.fabric8:kubernetes-httpclient-jdk:8.0.0
//DEPS tools.jackson.core:jackson-core:3.2.3
//DEPS org.jline:jline:3.30.16
//DEPS info.picocli:picocli:4.7.7
//DEPS org.yaml:snakeyaml:2.7
//DEPS dnsjava:dnsjava:3.7.1
//DEPS org.slf4j:slf4j-nop:2.0.20

//SOURCES ../main/java/dev/egresstls/lab/Main.java
//SOURCES ../main/java/dev/egresstls/lab/catalog/Catalog.java
//SOURCES ../main/java/dev/egresstls/lab/engine/LabRun.java
//SOURCES ../main/java/dev/egresstls/lab/engine/StepReport.java
//SOURCES ../main/java/dev/egresstls/lab/event/Event.java
//SOURCES ../main/java/dev/egresstls/lab/event/Gap.java
//SOURCES ../main/java/dev/egresstls/lab/event/Sink.java
//SOURCES ../main/java/dev/egresstls/lab/event/StepState.java
//SOURCES ../main/java/dev/egresstls/lab/event/Verdict.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Action.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Check.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Expectation.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Lab.java
//SOURCES ../main/java/dev/egresstls/lab/lab/LabFailure.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Placeholders.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Probe.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Problem.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Step.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Track.java
//SOURCES ../main/java/dev/egresstls/lab/lab/VarRules.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Variable.java
//SOURCES ../main/java/dev/egresstls/lab/lab/Vars.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/Dial.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/Hop.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/HttpRoute.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/NoListener.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/PathModel.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/Redirect.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/Resolution.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/Route.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/RouteDraft.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/Urls.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/config/ClusterConfig.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/config/Clusters.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/config/Endpoint.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/config/Filter.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/config/ListenerConfig.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/config/Listeners.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/config/MeshService.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/config/PortProtocol.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/config/SecretConfig.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/config/SidecarConfig.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/istio/IstioRelease.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/istio/IstioVersion.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/istio/TrackMix.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/observed/Because.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/observed/ControlPlane.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/observed/ControlPlaneReader.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/observed/Names.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/observed/Observation.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/observed/Origin.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/observed/OutboundPolicy.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/observed/PolicyCrd.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/observed/Sidecar.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/outcome/Answer.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/outcome/ExpectedClient.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/outcome/ExpectedLog.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/outcome/Flow.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/outcome/Handshake.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/outcome/HostPort.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/Absences.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/CaReference.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/Condition.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/InForce.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/Originations.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/Policies.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/PolicyJudge.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/PolicyOutcome.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/TargetLookup.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/TargetOutcome.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/Tls.java
//SOURCES ../main/java/dev/egresstls/lab/mesh/policy/UserRules.java
//SOURCES ../main/java/dev/egresstls/lab/practice/api/Kubelet.java
//SOURCES ../main/java/dev/egresstls/lab/practice/store/Admission.java
//SOURCES ../main/java/dev/egresstls/lab/practice/store/ApiError.java
//SOURCES ../main/java/dev/egresstls/lab/practice/store/Change.java
//SOURCES ../main/java/dev/egresstls/lab/practice/store/Objects.java
//SOURCES ../main/java/dev/egresstls/lab/practice/store/ResourceType.java
//SOURCES ../main/java/dev/egresstls/lab/session/Session.java
//SOURCES ../main/java/dev/egresstls/lab/value/Json.java
//SOURCES ../main/java/dev/egresstls/lab/value/PrettyJson.java
//SOURCES ../main/java/dev/egresstls/lab/value/Spelling.java
//SOURCES ../main/java/dev/egresstls/lab/value/Tree.java
//SOURCES ../main/java/dev/egresstls/lab/value/TreePath.java
//SOURCES ../main/java/dev/egresstls/lab/value/Version.java
//SOURCES ../main/java/dev/egresstls/lab/value/VersionRange.java
//SOURCES ../main/java/dev/egresstls/lab/value/Yaml.java
//SOURCES ../main/java/dev/egresstls/lab/world/Clock.java
//SOURCES ../main/java/dev/egresstls/lab/world/Cluster.java
//SOURCES ../main/java/dev/egresstls/lab/world/ClusterFacts.java
//SOURCES ../main/java/dev/egresstls/lab/world/Commands.java
//SOURCES ../main/java/dev/egresstls/lab/world/Downloads.java
//SOURCES ../main/java/dev/egresstls/lab/world/Names.java
//SOURCES ../main/java/dev/egresstls/lab/world/Pods.java
//SOURCES ../main/java/dev/egresstls/lab/world/Query.java
//SOURCES ../main/java/dev/egresstls/lab/world/Ref.java
//SOURCES ../main/java/dev/egresstls/lab/world/Resources.java
//SOURCES ../main/java/dev/egresstls/lab/world/Watched.java
//SOURCES ../main/java/dev/egresstls/lab/world/World.java

//FILES labs/backend-tls-egress/lab.yaml=../../labs/backend-tls-egress/lab.yaml
//FILES labs/backend-tls-egress/manifests/google-headless.yaml=../../labs/backend-tls-egress/manifests/google-headless.yaml
//FILES labs/backend-tls-egress/manifests/google-tls.yaml=../../labs/backend-tls-egress/manifests/google-tls.yaml
//FILES labs/backend-tls-egress/prose/client.md=../../labs/backend-tls-egress/prose/client.md
//FILES labs/backend-tls-egress/prose/cluster.md=../../labs/backend-tls-egress/prose/cluster.md
//FILES labs/backend-tls-egress/prose/gateway-api.md=../../labs/backend-tls-egress/prose/gateway-api.md
//FILES labs/backend-tls-egress/prose/istio.md=../../labs/backend-tls-egress/prose/istio.md
//FILES labs/backend-tls-egress/prose/policy.md=../../labs/backend-tls-egress/prose/policy.md
//FILES labs/backend-tls-egress/prose/request.md=../../labs/backend-tls-egress/prose/request.md
//FILES labs/backend-tls-egress/prose/service.md=../../labs/backend-tls-egress/prose/service.md
//FILES labs/backend-tls-egress/prose/slice.md=../../labs/backend-tls-egress/prose/slice.md
//FILES dev/egresstls/lab/version.txt=../main/resources/dev/egresstls/lab/version.txt
// </jbang>

/** Carries the lists above; the program is {@code dev.egresstls.lab.Main}. */
class EgressTlsLab {}
