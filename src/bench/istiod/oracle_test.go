package oracle

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	tlsv3 "github.com/envoyproxy/go-control-plane/envoy/extensions/transport_sockets/tls/v3"
	httpv3 "github.com/envoyproxy/go-control-plane/envoy/extensions/upstreams/http/v3"
	tcpproxy "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/tcp_proxy/v3"
	sigyaml "sigs.k8s.io/yaml"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pilot/test/xdstest"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/config/schema/gvr"
	kubelib "istio.io/istio/pkg/kube"
	"istio.io/istio/pkg/kube/kclient/clienttest"
)

var _ = listener.Listener{}

type request struct {
	Address string `json:"address"`
	Port    int    `json:"port"`
	Scheme  string `json:"scheme"`
	Host    string `json:"host"`
	Sni     string `json:"sni"`
	Path    string `json:"path"`
}

type scenario struct {
	ID       string           `json:"id"`
	Objects  []map[string]any `json:"objects"`
	Mesh     map[string]any   `json:"mesh"`
	Pod      struct {
		Namespace string            `json:"namespace"`
		Labels    map[string]string `json:"labels"`
		IPs       []string          `json:"ips"`
		Meta      map[string]any    `json:"meta"`
	} `json:"pod"`
	Requests []request `json:"requests"`
}

func istioKind(k string) bool {
	switch k {
	case "ServiceEntry", "DestinationRule", "VirtualService", "Sidecar", "PeerAuthentication", "WorkloadEntry":
		return true
	}
	return false
}

type answer struct {
	Error     string   `json:"error,omitempty"`
	Listener  string   `json:"listener"`
	Rds       string   `json:"rds,omitempty"`
	Chain     string   `json:"chain,omitempty"`
	Route     string   `json:"route,omitempty"`
	Vhost     string   `json:"vhost,omitempty"`
	Cluster   string   `json:"cluster"`
	Weighted  []string `json:"weighted,omitempty"`
	Direct    uint32   `json:"direct,omitempty"`
	Redirect  string   `json:"redirect,omitempty"`
	Type      string   `json:"type,omitempty"`
	Sni       string   `json:"sni,omitempty"`
	Ca        string   `json:"ca,omitempty"`
	Sans      []string `json:"sans,omitempty"`
	Tls       bool     `json:"tls"`
	AutoMtls  bool     `json:"autoMtls,omitempty"`
	AutoSni   bool     `json:"autoSni,omitempty"`
	AutoSan   bool     `json:"autoSan,omitempty"`
	Override  uint32   `json:"override,omitempty"`
	Endpoints []string `json:"endpoints,omitempty"`
	Rewrite   string   `json:"rewrite,omitempty"`
	Http2     bool     `json:"http2,omitempty"`
	NotFound  int      `json:"notFound,omitempty"`
	NoCluster bool     `json:"noCluster,omitempty"`
}

func TestOracle(t *testing.T) {
	data, err := os.ReadFile(os.Getenv("SCENARIOS"))
	if err != nil {
		t.Fatal(err)
	}
	out, _ := os.Create(os.Getenv("ANSWERS"))
	defer out.Close()
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		var s scenario
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		t.Run(s.ID, func(t *testing.T) {
			defer func() {
				if r := recover(); r != nil {
					b, _ := json.Marshal(map[string]any{"id": s.ID, "panic": fmt.Sprint(r)})
					fmt.Fprintln(out, string(b))
				}
			}()
			answers := run(t, s)
			b, _ := json.Marshal(map[string]any{"id": s.ID, "answers": answers})
			fmt.Fprintln(out, string(b))
		})
	}
}

func run(t *testing.T, s scenario) []answer {
	var k8s, istio []string
	for _, o := range s.Objects {
		kind, _ := o["kind"].(string)
		if kind == "ConfigMap" || kind == "Deployment" || kind == "CustomResourceDefinition" {
			md := o["metadata"].(map[string]any)
			if kind != "ConfigMap" || md["name"] == "istio" {
				continue
			}
		}
		y, _ := sigyaml.Marshal(o)
		if istioKind(kind) {
			istio = append(istio, string(y))
			if kind == "ServiceEntry" {
				k8s = append(k8s, string(y))
			}
		} else {
			k8s = append(k8s, string(y))
		}
	}
	m := mesh.DefaultMeshConfig()
	if s.Mesh != nil {
		y, _ := sigyaml.Marshal(s.Mesh)
		mm, err := mesh.ApplyMeshConfigDefaults(string(y))
		if err != nil {
			t.Fatal(err)
		}
		m = mm
	}
	f := xds.NewFakeDiscoveryServer(t, xds.FakeOptions{
		KubernetesObjectString: strings.Join(k8s, "\n---\n"),
		ConfigString:           strings.Join(istio, "\n---\n"),
		MeshConfig:             m,
		KubeClientModifier: func(c kubelib.Client) {
			clienttest.MakeCRDWithAnnotations(t, c, gvr.BackendTLSPolicy, map[string]string{"gateway.networking.k8s.io/bundle-version": "v1.6.0"})
		},
	})
	meta := &model.NodeMetadata{}
	if s.Pod.Meta != nil {
		b, _ := json.Marshal(s.Pod.Meta)
		_ = json.Unmarshal(b, meta)
	}
	meta.Labels = s.Pod.Labels
	meta.Namespace = s.Pod.Namespace
	meta.ClusterID = "Kubernetes"
	meta.IstioVersion = "1.31.0"
	proxy := f.SetupProxy(&model.Proxy{
		IPAddresses:     s.Pod.IPs,
		Labels:          s.Pod.Labels,
		ConfigNamespace: s.Pod.Namespace,
		Metadata:        meta,
	})
	sim := NewSimulation(t, f, proxy)
	eps := map[string][]string{}
	for _, e := range f.Endpoints(proxy) {
		for _, l := range e.Endpoints {
			for _, x := range l.LbEndpoints {
				if x.HealthStatus == core.HealthStatus_UNHEALTHY {
					continue
				}
				a := x.GetEndpoint().GetAddress().GetSocketAddress()
				eps[e.ClusterName] = append(eps[e.ClusterName], fmt.Sprintf("%s:%d", a.GetAddress(), a.GetPortValue()))
			}
		}
	}
	clusters := map[string]*cluster.Cluster{}
	for _, c := range sim.Clusters {
		clusters[c.Name] = c
	}
	if os.Getenv("DEBUG") != "" {
		for _, rc := range sim.Routes {
			for _, vh := range rc.VirtualHosts {
				fmt.Println("VH", rc.Name, vh.Name, vh.Domains, len(vh.Routes))
			}
		}
	}
	var answers []answer
	for _, r := range s.Requests {
		c := Call{Address: r.Address, Port: r.Port, HostHeader: r.Host, Protocol: HTTP, CallMode: CallModeOutbound, Path: r.Path}
		if r.Scheme == "https" {
			c.TLS = TLS
			c.Sni = r.Sni
		}
		if r.Scheme == "tcp" {
			c.Protocol = TCP
		}
		res := sim.Run(c)
		a := answer{Rds: res.RouteConfigMatched, Listener: res.ListenerMatched, Chain: res.FilterChainMatched, Route: res.RouteMatched, Vhost: res.VirtualHostMatched, Cluster: res.ClusterMatched}
		if res.Error != nil {
			a.Error = res.Error.Error()
		}
		if res.Route != nil {
			if d := res.Route.GetDirectResponse(); d != nil {
				a.Direct = d.Status
			}
			if d := res.Route.GetRedirect(); d != nil {
				a.Redirect = d.ResponseCode.String()
			}
			if w := res.Route.GetRoute().GetWeightedClusters(); w != nil {
				for _, x := range w.Clusters {
					a.Weighted = append(a.Weighted, fmt.Sprintf("%s=%d", x.Name, x.Weight.GetValue()))
				}
			}
			if res.Route.GetRoute().GetClusterNotFoundResponseCode() == route.RouteAction_INTERNAL_SERVER_ERROR {
				a.NotFound = 500
			}
			if hr, ok := res.Route.GetRoute().GetHostRewriteSpecifier().(*route.RouteAction_HostRewriteLiteral); ok {
				a.Rewrite = hr.HostRewriteLiteral
			}
		} else if res.ClusterMatched == "" && res.Error == nil {
			for _, l := range sim.Listeners {
				if l.Name != res.ListenerMatched {
					continue
				}
				for _, fc := range append(l.FilterChains, l.DefaultFilterChain) {
					if fc.GetName() == res.FilterChainMatched {
						if tcp := xdstest.ExtractTCPProxy(t, fc); tcp != nil {
							if w := tcp.GetWeightedClusters(); w != nil {
								for _, x := range w.Clusters {
									a.Weighted = append(a.Weighted, fmt.Sprintf("%s=%d", x.Name, x.Weight))
								}
							}
							_ = tcpproxy.TcpProxy{}
						}
					}
				}
			}
		}
		if len(a.Weighted) == 1 {
			a.Cluster = a.Weighted[0][:strings.LastIndex(a.Weighted[0], "=")]
			a.Weighted = nil
		}
		if a.Cluster != "" {
			fill(t, &a, clusters[a.Cluster], eps)
		}
		answers = append(answers, a)
	}
	return answers
}

func fill(t *testing.T, a *answer, c *cluster.Cluster, eps map[string][]string) {
	if c == nil {
		a.NoCluster = true
		return
	}
	a.Type = c.GetType().String()
	if c.GetClusterType() != nil {
		a.Type = c.GetClusterType().Name
	}
	a.Override = c.GetOriginalDstLbConfig().GetUpstreamPortOverride().GetValue()
	a.AutoMtls = len(c.TransportSocketMatches) > 0
	ts := c.TransportSocket
	for _, m := range c.TransportSocketMatches {
		if m.Name == "tlsMode-istio" {
			ts = m.TransportSocket
		}
	}
	tlsOf(t, a, ts)
	for _, l := range c.GetLoadAssignment().GetEndpoints() {
		for _, x := range l.LbEndpoints {
			s := x.GetEndpoint().GetAddress().GetSocketAddress()
			a.Endpoints = append(a.Endpoints, fmt.Sprintf("%s:%d", s.GetAddress(), s.GetPortValue()))
		}
	}
	a.Endpoints = append(a.Endpoints, eps[c.Name]...)
	if o := c.TypedExtensionProtocolOptions["envoy.extensions.upstreams.http.v3.HttpProtocolOptions"]; o != nil {
		h := &httpv3.HttpProtocolOptions{}
		if o.UnmarshalTo(h) == nil {
			a.AutoSni = h.GetUpstreamHttpProtocolOptions().GetAutoSni()
			a.AutoSan = h.GetUpstreamHttpProtocolOptions().GetAutoSanValidation()
			a.Http2 = h.GetExplicitHttpConfig().GetHttp2ProtocolOptions() != nil
		}
	}
}

func tlsOf(t *testing.T, a *answer, ts *core.TransportSocket) {
	if ts == nil || !strings.Contains(ts.Name, "tls") {
		return
	}
	u := &tlsv3.UpstreamTlsContext{}
	if err := ts.GetTypedConfig().UnmarshalTo(u); err != nil {
		return
	}
	a.Tls = true
	a.Sni = u.Sni
	cv := u.GetCommonTlsContext().GetCombinedValidationContext()
	a.Ca = cv.GetValidationContextSdsSecretConfig().GetName()
	for _, x := range cv.GetDefaultValidationContext().GetMatchSubjectAltNames() {
		a.Sans = append(a.Sans, x.GetExact())
	}
}
