// Prints the protobuf messages of the kinds that the practice cluster takes, one a line:
//
//	PodSpec 1=volumes:*Volume 3=restartPolicy:text 5=activeDeadlineSeconds:!int …
//
// "*" is a list, "{" a map, "!" a field whose zero value counts; a field without a name belongs to the
// message around it. Lines that begin with "=" lead from a kind to its message.
package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"

	admission "k8s.io/api/admissionregistration/v1"
	apps "k8s.io/api/apps/v1"
	authentication "k8s.io/api/authentication/v1"
	authorization "k8s.io/api/authorization/v1"
	autoscaling "k8s.io/api/autoscaling/v1"
	coordination "k8s.io/api/coordination/v1"
	core "k8s.io/api/core/v1"
	discovery "k8s.io/api/discovery/v1"
	events "k8s.io/api/events/v1"
	networking "k8s.io/api/networking/v1"
	rbac "k8s.io/api/rbac/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var kinds = []any{
	core.ConfigMap{}, core.Endpoints{}, core.Event{}, core.Namespace{}, core.Node{}, core.Pod{}, core.Secret{},
	core.ResourceQuota{}, core.Service{}, core.ServiceAccount{}, apps.Deployment{}, apps.ReplicaSet{}, autoscaling.Scale{},
	admission.MutatingWebhookConfiguration{}, admission.ValidatingWebhookConfiguration{},
	admission.ValidatingAdmissionPolicy{}, admission.ValidatingAdmissionPolicyBinding{},
	authentication.SelfSubjectReview{}, authentication.TokenRequest{}, authorization.SelfSubjectAccessReview{},
	authorization.SelfSubjectRulesReview{}, coordination.Lease{}, discovery.EndpointSlice{}, events.Event{},
	networking.NetworkPolicy{}, rbac.ClusterRole{}, rbac.ClusterRoleBinding{}, rbac.Role{}, rbac.RoleBinding{},
	meta.DeleteOptions{},
}

var special = map[string]string{
	"k8s.io/apimachinery/pkg/apis/meta/v1.Time":       "time",
	"k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime":  "microtime",
	"k8s.io/apimachinery/pkg/apis/meta/v1.FieldsV1":   "raw",
	"k8s.io/apimachinery/pkg/api/resource.Quantity":   "quantity",
	"k8s.io/apimachinery/pkg/util/intstr.IntOrString": "either",
	"k8s.io/apimachinery/pkg/runtime.RawExtension":    "raw",
}

var names = map[reflect.Type]string{}
var taken = map[string]reflect.Type{}
var lines = map[string]string{}

func name(t reflect.Type) string {
	if known, ok := names[t]; ok {
		return known
	}
	chosen := t.Name()
	if other, ok := taken[chosen]; ok && other != t {
		parts := strings.Split(t.PkgPath(), "/")
		chosen += "_" + parts[len(parts)-2]
	}
	names[t], taken[chosen] = chosen, t
	lines[chosen] = ""
	var fields []string
	for i := 0; i < t.NumField(); i++ {
		if one := field(t.Field(i)); one != "" {
			fields = append(fields, one)
		}
	}
	lines[chosen] = strings.Join(fields, " ")
	return chosen
}

func field(f reflect.StructField) string {
	proto := strings.Split(f.Tag.Get("protobuf"), ",")
	json := strings.Split(f.Tag.Get("json"), ",")
	if len(proto) < 2 || json[0] == "-" {
		return ""
	}
	inline := json[0] == ""
	t := f.Type
	mark := ""
	omitted := strings.Contains(f.Tag.Get("json"), "omitempty")
	if t.Kind() == reflect.Pointer {
		t, mark = t.Elem(), "!"
	} else if !omitted && !inline {
		mark = "!"
	}
	kind := typeOf(t)
	if kind == "" {
		panic(f.Name + " " + t.String())
	}
	if inline {
		return proto[1] + "=:" + kind
	}
	if strings.HasPrefix(kind, "*") || strings.HasPrefix(kind, "{") {
		mark = ""
	}
	return proto[1] + "=" + json[0] + ":" + mark + kind
}

func typeOf(t reflect.Type) string {
	if known, ok := special[t.PkgPath()+"."+t.Name()]; ok {
		return known
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "bool"
	case reflect.Int32, reflect.Int64:
		return "int"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		return "*" + typeOf(t.Elem())
	case reflect.Map:
		if e := t.Elem(); e.Kind() == reflect.Slice && e.Elem().Kind() == reflect.String {
			return "{texts"
		}
		return "{" + typeOf(t.Elem())
	case reflect.Struct:
		return name(t)
	}
	return ""
}

func main() {
	for _, one := range kinds {
		t := reflect.TypeOf(one)
		parts := strings.Split(t.PkgPath(), "/")
		group, version := parts[len(parts)-2], parts[len(parts)-1]
		switch group {
		case "core", "meta":
			group = ""
		case "apps", "autoscaling":
			group += "/"
		case "rbac":
			group = "rbac.authorization.k8s.io/"
		default:
			group += ".k8s.io/"
		}
		fmt.Println("=", group+version, t.Name(), name(t))
	}
	var sorted []string
	for one := range lines {
		sorted = append(sorted, one)
	}
	sort.Strings(sorted)
	for _, one := range sorted {
		fmt.Println(strings.TrimSpace(one + " " + lines[one]))
	}
}
