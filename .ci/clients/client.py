"""What programs do with Python's kubernetes client; each line is an operation and what it came to."""

import threading

from kubernetes import client, config, dynamic, utils, watch
from kubernetes.client.rest import ApiException
from kubernetes.stream import portforward, stream

config.load_kube_config()
core = client.CoreV1Api()
apps = client.AppsV1Api()
done = {True: 0, False: 0}


def check(name, work, expected=True):
    try:
        got = work()
    except ApiException as e:
        got = e.status
    except Exception as e:  # any failure of the client is a result
        got = f"{type(e).__name__}: {e}"
    right = got == expected
    done[right] += 1
    print(f"ok     {name}" if right else f"WRONG  {name}: {got!r} instead of {expected!r}")


def named(name, **more):
    return client.V1ObjectMeta(name=name, **more)


def configmap(name, **data):
    return client.V1ConfigMap(metadata=named(name, labels={"of": "python"}), data=data)


def curl():
    return core.list_namespaced_pod("default", label_selector="app=curl").items[0].metadata.name


def run(*command, container="curl"):
    answer = stream(core.connect_get_namespaced_pod_exec, curl(), "default", container=container,
                    command=list(command), stdout=True, stderr=True, stdin=False, tty=False, _preload_content=False)
    answer.run_forever(timeout=20)
    return answer


def watched():
    seen = []

    version = core.list_namespaced_config_map("default").metadata.resource_version

    def listen():
        for event in watch.Watch().stream(core.list_namespaced_config_map, "default", label_selector="of=python",
                                          timeout_seconds=20, resource_version=version):
            seen.append((event["type"], event["object"].metadata.name))
            if event["type"] == "DELETED":
                return

    listener = threading.Thread(target=listen)
    listener.start()
    core.create_namespaced_config_map("default", configmap("seen", a="b"))
    core.patch_namespaced_config_map("seen", "default", {"data": {"a": "c"}})
    core.delete_namespaced_config_map("seen", "default")
    listener.join()
    return [one[0] for one in seen] == ["ADDED", "MODIFIED", "DELETED"]


def endpoints(name):
    """A controller makes them, in its own time."""
    fields = f"metadata.name={name}"
    for event in watch.Watch().stream(core.list_namespaced_endpoints, "default", field_selector=fields, timeout_seconds=20):
        return event["object"].metadata.name


def paged():
    names, token = [], None
    while True:
        page = core.list_namespace(limit=2, _continue=token)
        names += [one.metadata.name for one in page.items]
        token = page.metadata._continue
        if not token:
            return sorted(names) == sorted(one.metadata.name for one in core.list_namespace().items)


def forwarded():
    socket = portforward(core.connect_get_namespaced_pod_portforward, curl(), "default", ports="15000").socket(15000)
    socket.setblocking(True)
    socket.sendall(b"GET /server_info HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    answer = b""
    while piece := socket.recv(4096):
        answer += piece
    return answer.startswith(b"HTTP/1.1 200")


def scaled():
    apps.patch_namespaced_deployment_scale("curl", "default", {"spec": {"replicas": 2}})
    return apps.read_namespaced_deployment_scale("curl", "default").spec.replicas


def applied():
    objects = dynamic.DynamicClient(client.ApiClient())
    services = objects.resources.get(api_version="v1", kind="Service")
    body = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "dynamic"}, "spec": {"ports": [{"port": 80}]}}
    return services.server_side_apply(body=body, namespace="default", field_manager="python").spec.ports[0].port


service = client.V1Service(metadata=named("plain"), spec=client.V1ServiceSpec(
    selector={"app": "curl"}, ports=[client.V1ServicePort(port=80, target_port=8080)]))
deployment = {
    "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "default"},
    "spec": {"selector": {"matchLabels": {"app": "web"}}, "template": {
        "metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web", "image": "nginx"}]}}}}

check("version", lambda: client.VersionApi().get_code().git_version, "v1.33.1+practice")
check("list nodes", lambda: len(core.list_node().items), 1)
check("list pods of all namespaces", lambda: len(core.list_pod_for_all_namespaces().items) > 1)
check("api groups", lambda: "apps" in [one.name for one in client.ApisApi().get_api_versions().groups])
check("core resources", lambda: "pods" in [one.name for one in core.get_api_resources().resources])
check("create a namespace", lambda: core.create_namespace(client.V1Namespace(metadata=named("py"))).metadata.name, "py")
check("create it again", lambda: core.create_namespace(client.V1Namespace(metadata=named("py"))), 409)
check("read a ConfigMap that is not there", lambda: core.read_namespaced_config_map("no", "default"), 404)
check("create a ConfigMap", lambda: core.create_namespaced_config_map("default", configmap("c", a="b")).data["a"], "b")
check("read it", lambda: core.read_namespaced_config_map("c", "default").data, {"a": "b"})
check("replace it", lambda: core.replace_namespaced_config_map("c", "default", configmap("c", a="z")).data["a"], "z")
check("merge patch", lambda: core.patch_namespaced_config_map("c", "default", {"data": {"d": "e"}}).data["d"], "e")
check("json patch", lambda: core.patch_namespaced_config_map(
    "c", "default", [{"op": "remove", "path": "/data/a"}]).data, {"d": "e"})
check("dry run", lambda: core.create_namespaced_config_map("default", configmap("dry"), dry_run="All").metadata.name, "dry")
check("that stored nothing", lambda: core.read_namespaced_config_map("dry", "default"), 404)
check("a label selector", lambda: [one.metadata.name for one in core.list_namespaced_config_map(
    "default", label_selector="of=python").items], ["c"])
check("a field selector", lambda: len(core.list_namespaced_config_map(
    "default", field_selector="metadata.name=c").items), 1)
check("a field that cannot be selected by", lambda: core.list_namespaced_config_map(
    "default", field_selector="data.a=b"), 400)
check("a wrong name", lambda: core.create_namespaced_config_map("default", configmap("Wrong_Name")), 422)
check("pages", paged)
check("watch", watched)
check("create a Secret", lambda: core.create_namespaced_secret(
    "default", client.V1Secret(metadata=named("s"), string_data={"user": "me"})).data["user"], "bWU=")
check("create a Service", lambda: core.create_namespaced_service("default", service).spec.ports[0].target_port, 8080)
check("its Endpoints", lambda: endpoints("plain"), "plain")
check("create from a dict", lambda: utils.create_from_dict(client.ApiClient(), deployment)[0].metadata.name, "web")
check("read a Deployment", lambda: apps.read_namespaced_deployment("web", "default").spec.replicas, 1)
check("scale", scaled, 2)
check("a dynamic client applies", applied, 80)
check("custom objects", lambda: len(client.CustomObjectsApi().list_cluster_custom_object(
    "gateway.networking.k8s.io", "v1", "gateways")["items"]), 0)
check("definitions", lambda: len(client.ApiextensionsV1Api().list_custom_resource_definition().items) > 3)
check("access review", lambda: client.AuthorizationV1Api().create_self_subject_access_review(
    client.V1SelfSubjectAccessReview(spec=client.V1SelfSubjectAccessReviewSpec(
        resource_attributes=client.V1ResourceAttributes(verb="get", resource="pods")))).status.allowed)
check("leases", lambda: client.CoordinationV1Api().create_namespaced_lease("default", client.V1Lease(
    metadata=named("leader"), spec=client.V1LeaseSpec(holder_identity="me"))).spec.holder_identity, "me")
check("exec", lambda: "HTTP/1.1" in run("curl", "-sv", "http://www.google.com").read_all())
check("exec that fails", lambda: run("curl", "-s", "http://127.0.0.1:1").returncode, 7)
check("logs", lambda: isinstance(core.read_namespaced_pod_log(curl(), "default", container="istio-proxy"), str))
check("forward a port", forwarded)
check("events", lambda: len(core.list_namespaced_event("default").items) > 0)
check("delete a ConfigMap", lambda: core.delete_namespaced_config_map("c", "default").status, "Success")
check("delete a collection", lambda: core.delete_collection_namespaced_config_map(
    "default", label_selector="of=python") is not None)
check("delete a Deployment", lambda: apps.delete_namespaced_deployment("web", "default").status, "Success")
check("create a token", lambda: len(core.create_namespaced_service_account_token(
    "default", "default", client.AuthenticationV1TokenRequest(spec=client.V1TokenRequestSpec(audiences=["a"]))).status.token) > 9)
check("create a Job", lambda: client.BatchV1Api().list_namespaced_job("default"), 404)
check("evict", lambda: core.create_namespaced_pod_eviction(curl(), "default", client.V1Eviction(metadata=named(curl()))), 404)
check("delete a namespace", lambda: core.delete_namespace("py") is not None)
print(f"{done[True]} right, {done[False]} wrong")
