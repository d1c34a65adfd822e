// An informer, as controllers have one, and what they do besides; each line is an operation and what it came to.
package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"sync"
	"time"

	core "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/applyconfigurations/core/v1"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
	"k8s.io/client-go/tools/portforward"
	"k8s.io/client-go/tools/remotecommand"
	"k8s.io/client-go/transport/spdy"
	"k8s.io/utils/ptr"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

const (
	maps     = 200
	protobuf = "application/vnd.kubernetes.protobuf"
)

var (
	all          = context.Background()
	right, wrong int
)

func check(name string, work func() error) {
	if err := work(); err != nil {
		wrong++
		fmt.Printf("WRONG  %s: %v\n", name, err)
		return
	}
	right++
	fmt.Printf("ok     %s\n", name)
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func differs(got, expected any) error {
	if got != expected {
		return fmt.Errorf("%v instead of %v", got, expected)
	}
	return nil
}

func configMap(name string) *core.ConfigMap {
	return &core.ConfigMap{ObjectMeta: meta.ObjectMeta{Name: name, Labels: map[string]string{"of": "go"}}, Data: map[string]string{"a": "b"}}
}

func inform(client kubernetes.Interface) error {
	stop := make(chan struct{})
	defer close(stop)
	factory := informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithNamespace("default"))
	informer := factory.Core().V1().ConfigMaps().Informer()
	var mutex sync.Mutex
	added, updated, deleted := map[string]int{}, map[string]int{}, map[string]int{}
	over := make(chan struct{})
	count := func(of map[string]int, object any) {
		mutex.Lock()
		defer mutex.Unlock()
		if one, ok := object.(*core.ConfigMap); ok && one.Labels["of"] == "go" {
			of[one.Name]++
		}
		if len(deleted) == maps {
			close(over)
		}
	}
	must(informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(object any) { count(added, object) },
		UpdateFunc: func(_, object any) { count(updated, object) },
		DeleteFunc: func(object any) { count(deleted, object) },
	}))
	factory.Start(stop)
	factory.WaitForCacheSync(stop)
	api := client.CoreV1().ConfigMaps("default")
	for i := 0; i < maps; i++ {
		name := fmt.Sprintf("go-%d", i)
		must(api.Create(all, configMap(name), meta.CreateOptions{}))
		must(api.Patch(all, name, types.MergePatchType, []byte(`{"data":{"a":"c"}}`), meta.PatchOptions{}))
		if err := api.Delete(all, name, meta.DeleteOptions{}); err != nil {
			return err
		}
	}
	select {
	case <-over:
	case <-time.After(30 * time.Second):
	}
	mutex.Lock()
	defer mutex.Unlock()
	return differs(fmt.Sprint(len(added), len(updated), len(deleted)), fmt.Sprint(maps, maps, maps))
}

// fields holds a pod that has come as protobuf against the one that was sent, where no sidecar is injected.
func fields(client kubernetes.Interface) error {
	pod := &core.Pod{
		ObjectMeta: meta.ObjectMeta{Name: "full"},
		Spec: core.PodSpec{
			SecurityContext: &core.PodSecurityContext{RunAsUser: ptr.To[int64](0), RunAsNonRoot: ptr.To(false)},
			Tolerations:     []core.Toleration{{Key: "a", Operator: core.TolerationOpExists, Effect: core.TaintEffectNoExecute, TolerationSeconds: ptr.To[int64](5)}},
			Volumes: []core.Volume{
				{Name: "e", VolumeSource: core.VolumeSource{EmptyDir: &core.EmptyDirVolumeSource{}}},
				{Name: "c", VolumeSource: core.VolumeSource{ConfigMap: &core.ConfigMapVolumeSource{
					LocalObjectReference: core.LocalObjectReference{Name: "c"}, Optional: ptr.To(false)}}},
			},
			Containers: []core.Container{{
				Name: "main", Image: "curlimages/curl",
				Env: []core.EnvVar{{Name: "N", ValueFrom: &core.EnvVarSource{FieldRef: &core.ObjectFieldSelector{FieldPath: "metadata.name"}}}},
				ReadinessProbe: &core.Probe{ProbeHandler: core.ProbeHandler{HTTPGet: &core.HTTPGetAction{
					Path: "/", Port: intstr.FromString("http")}}},
				Lifecycle: &core.Lifecycle{PreStop: &core.LifecycleHandler{Exec: &core.ExecAction{Command: []string{"x"}}}},
			}},
		},
	}
	made := must(client.CoreV1().Pods("kube-public").Create(all, pod, meta.CreateOptions{}))
	one := made.Spec.Containers[0]
	return differs(fmt.Sprintln(*made.Spec.SecurityContext.RunAsUser, *made.Spec.SecurityContext.RunAsNonRoot,
		*made.Spec.Tolerations[0].TolerationSeconds, made.Spec.Volumes[0].EmptyDir != nil, made.Spec.Volumes[1].ConfigMap.Name,
		*made.Spec.Volumes[1].ConfigMap.Optional, one.Env[0].ValueFrom.FieldRef.FieldPath, one.ReadinessProbe.HTTPGet.Port.StrVal,
		one.Lifecycle.PreStop.Exec.Command), "0 false 5 true c false metadata.name http [x]\n")
}

func run(config *rest.Config, client kubernetes.Interface, pod string) error {
	request := client.CoreV1().RESTClient().Post().Resource("pods").Namespace("default").Name(pod).SubResource("exec").
		VersionedParams(&core.PodExecOptions{Container: "curl", Command: []string{"curl", "-sI", "http://www.google.com"}, Stdout: true, Stderr: true}, scheme.ParameterCodec)
	executor := must(remotecommand.NewWebSocketExecutor(config, "GET", request.URL().String()))
	var out, err bytes.Buffer
	if failure := executor.StreamWithContext(all, remotecommand.StreamOptions{Stdout: &out, Stderr: &err}); failure != nil {
		return failure
	}
	return differs(bytes.HasPrefix(out.Bytes(), []byte("HTTP/1.1")), true)
}

func forward(config *rest.Config, client kubernetes.Interface, pod string) error {
	transport, upgrader, err := spdy.RoundTripperFor(config)
	if err != nil {
		return err
	}
	url := client.CoreV1().RESTClient().Post().Resource("pods").Namespace("default").Name(pod).SubResource("portforward").URL()
	stop, ready := make(chan struct{}), make(chan struct{})
	defer close(stop)
	forwarder := must(portforward.New(spdy.NewDialer(upgrader, &http.Client{Transport: transport}, "POST", url),
		[]string{"0:15000"}, stop, ready, &bytes.Buffer{}, &bytes.Buffer{}))
	go forwarder.ForwardPorts()
	<-ready
	port := must(forwarder.GetPorts())[0].Local
	answer, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d/server_info", port))
	if err != nil {
		return err
	}
	return differs(answer.StatusCode, 200)
}

func lead(client kubernetes.Interface) error {
	ctx, cancel := context.WithTimeout(all, 20*time.Second)
	defer cancel()
	leading := false
	lock := &resourcelock.LeaseLock{LeaseMeta: meta.ObjectMeta{Name: "leader", Namespace: "default"}, Client: client.CoordinationV1(),
		LockConfig: resourcelock.ResourceLockConfig{Identity: "go"}}
	leaderelection.RunOrDie(ctx, leaderelection.LeaderElectionConfig{Lock: lock, LeaseDuration: 15 * time.Second,
		RenewDeadline: 10 * time.Second, RetryPeriod: 2 * time.Second, ReleaseOnCancel: true, Callbacks: leaderelection.LeaderCallbacks{
			OnStartedLeading: func(context.Context) { leading = true; cancel() }, OnStoppedLeading: func() {}}})
	return differs(leading, true)
}

func main() {
	config := must(clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG")))
	config.QPS, config.Burst = 1000, 1000
	client := must(kubernetes.NewForConfig(config))
	binary := rest.CopyConfig(config)
	binary.ContentType = protobuf
	binary.AcceptContentTypes = protobuf + ",application/json"
	protobufs := must(kubernetes.NewForConfig(binary))
	pods := must(client.CoreV1().Pods("default").List(all, meta.ListOptions{LabelSelector: "app=curl"}))
	pod := pods.Items[0].Name

	check("version", func() error { return differs(must(client.Discovery().ServerVersion()).GitVersion, "v1.33.1+practice") })
	check("discovery", func() error { _, _, err := client.Discovery().ServerGroupsAndResources(); return err })
	check("an informer hears of each of 200 objects three times", func() error { return inform(client) })
	check("the same with bodies in protobuf", func() error { return inform(protobufs) })
	check("every field of a pod arrives by protobuf", func() error { return fields(protobufs) })
	check("what exists already", func() error {
		must(protobufs.CoreV1().ConfigMaps("default").Create(all, configMap("twice"), meta.CreateOptions{}))
		_, err := protobufs.CoreV1().ConfigMaps("default").Create(all, configMap("twice"), meta.CreateOptions{})
		return differs(apierrors.IsAlreadyExists(err), true)
	})
	check("a stale update is a conflict", func() error {
		old := must(client.CoreV1().ConfigMaps("default").Get(all, "twice", meta.GetOptions{}))
		fresh := old.DeepCopy()
		fresh.Data["a"] = "1"
		must(client.CoreV1().ConfigMaps("default").Update(all, fresh, meta.UpdateOptions{}))
		old.Data["a"] = "2"
		_, err := client.CoreV1().ConfigMaps("default").Update(all, old, meta.UpdateOptions{})
		return differs(apierrors.IsConflict(err), true)
	})
	check("server-side apply", func() error {
		made := must(client.CoreV1().ConfigMaps("default").Apply(all,
			v1.ConfigMap("applied", "default").WithData(map[string]string{"a": "b"}), meta.ApplyOptions{FieldManager: "go"}))
		return differs(made.Data["a"], "b")
	})
	check("scale", func() error {
		scale := must(protobufs.AppsV1().Deployments("default").GetScale(all, "curl", meta.GetOptions{}))
		scale.Spec.Replicas = 2
		return differs(must(protobufs.AppsV1().Deployments("default").UpdateScale(all, "curl", scale, meta.UpdateOptions{})).Spec.Replicas, int32(2))
	})
	check("a dynamic client", func() error {
		gateways := schema.GroupVersionResource{Group: "gateway.networking.k8s.io", Version: "v1", Resource: "gateways"}
		return differs(len(must(must(dynamic.NewForConfig(config)).Resource(gateways).List(all, meta.ListOptions{})).Items), 0)
	})
	check("leader election", func() error { return lead(client) })
	check("exec", func() error { return run(config, client, pod) })
	check("forward a port", func() error { return forward(config, client, pod) })
	check("logs", func() error {
		_, err := client.CoreV1().Pods("default").GetLogs(pod, &core.PodLogOptions{Container: "istio-proxy"}).DoRaw(all)
		return err
	})
	check("delete a collection", func() error {
		return protobufs.CoreV1().ConfigMaps("default").DeleteCollection(all, meta.DeleteOptions{}, meta.ListOptions{LabelSelector: "of=go"})
	})
	fmt.Printf("%d right, %d wrong\n", right, wrong)
}
