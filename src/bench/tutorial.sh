#!/usr/bin/env bash
# The eight steps of the tutorial by hand, with kubectl, on a practice cluster that was served with
# `practice serve --at client`: there is no kind and no istioctl behind a served one, so of steps 1 to 3 it
# does what kubectl can. It proves the last step as the lab does: request, access log, config dump.
# Usage: KUBECONFIG=FILE src/bench/tutorial.sh FOLDER_WITH_MANIFESTS
set -euo pipefail
manifests=$1

# 1 cluster, 2 gateway-api, 3 istio
kubectl wait --for=condition=Ready node --all --timeout=60s
kubectl apply --server-side --force-conflicts -f "$manifests/crds.json"
kubectl wait --for=condition=Established crd/backendtlspolicies.gateway.networking.k8s.io --timeout=60s
kubectl -n istio-system rollout status deployment/istiod --timeout=60s
# 4 client
kubectl label namespace default istio-injection=enabled --overwrite
kubectl apply -f "$manifests/curl.yaml"
kubectl rollout status deployment/curl --timeout=60s
# 5 service, 6 slice, 7 policy
kubectl apply -f "$manifests/service.yaml"
kubectl apply -f "$manifests/slice.yaml"
kubectl apply -f "$manifests/policy.yaml"
kubectl wait backendtlspolicy/google-tls --timeout=60s \
  --for=jsonpath='{.status.ancestors[0].conditions[0].status}'=True
# 8 request
kubectl exec deploy/curl -c curl -- curl -v -o /dev/null -D - http://www.google.com:443
kubectl logs deploy/curl -c istio-proxy --tail=1
kubectl exec deploy/curl -c istio-proxy -- pilot-agent request GET config_dump >"$manifests/dump.json"
grep -q ORIGINAL_DST "$manifests/dump.json"
