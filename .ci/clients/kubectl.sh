# What people do with kubectl; each line of output is an operation, its exit code and what it said last.
scratch=$1
cd "$scratch"
right=0 wrong=0

# try EXPECTED-CODE EXPECTED-TEXT COMMAND…: the text is a part of what it prints.
try() {
  local code=$1 text=$2 out exit=0
  shift 2
  out=$(timeout 60 "$@" 2>&1 </dev/null) || exit=$?
  if [ "$exit" = "$code" ] && [[ $out == *"$text"* ]]; then
    right=$((right + 1))
    printf 'ok     %s\n' "$*"
  else
    wrong=$((wrong + 1))
    printf 'WRONG  %s\n       exit %s instead of %s, without "%s":\n%s\n' "$*" "$exit" "$code" "$text" "$out"
  fi
}

pod() {
  kubectl get pods -l app=curl -o jsonpath='{.items[0].metadata.name}'
}

cat >service.yaml <<'Y'
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
Y
sed 's/port: 80,/port: 81,/' service.yaml >other.yaml
sed 's/targetPort:/targetPrt:/' service.yaml >typo.yaml
cat >pod.yaml <<'Y'
apiVersion: v1
kind: Pod
metadata: {name: plain}
spec:
  containers:
  - name: main
    image: curlimages/curl
    command: [sleep, inf]
    resources: {requests: {cpu: 100m, memory: 64Mi}}
    volumeMounts: [{name: config, mountPath: /config}]
  volumes: [{name: config, configMap: {name: settings, optional: true}}]
Y

try 0 'v1.33.1+practice' kubectl version
try 0 'Kubernetes control plane' kubectl cluster-info
try 0 ok kubectl get --raw /readyz
try 0 '"gitVersion"' kubectl get --raw /version
try 0 DATA+OMITTED kubectl config view
try 0 deployments kubectl api-resources
try 0 apps/v1 kubectl api-versions
try 0 Ready kubectl get nodes
try 0 Ready kubectl get nodes -o wide
try 0 kube-system kubectl get ns
try 0 istiod kubectl get pods -A
try 0 'Labels:' kubectl describe node
try 0 yes kubectl auth can-i create pods
try 0 '*.*' kubectl auth can-i --list
try 0 Username kubectl auth whoami
try 0 'namespace/shop created' kubectl create ns shop
try 1 AlreadyExists kubectl create ns shop
try 0 'configmap/settings created' kubectl create configmap settings --from-literal=a=b
try 0 b kubectl get configmap settings -o 'jsonpath={.data.a}'
try 0 'secret/login created' kubectl create secret generic login --from-literal=user=me
try 0 bWU= kubectl get secret login -o 'jsonpath={.data.user}'
try 0 'serviceaccount/robot created' kubectl create serviceaccount robot
try 0 'role.rbac.authorization.k8s.io/reader created' kubectl create role reader --verb=get --resource=pods
try 0 created kubectl create rolebinding readers --role=reader --serviceaccount=default:robot
try 0 'service/web created' kubectl apply -f service.yaml
try 0 'service/web unchanged' kubectl apply -f service.yaml
try 1 'port: 81' kubectl diff -f other.yaml
try 0 'service/web configured' kubectl apply -f other.yaml
try 0 'service/web configured' kubectl apply -f service.yaml
try 0 serverside-applied kubectl apply --server-side --force-conflicts -f service.yaml
try 1 'unknown field "spec.ports[0].targetPrt"' kubectl apply -f typo.yaml
try 0 'service/web configured (server dry run)' kubectl apply --dry-run=server -f other.yaml
try 0 'service/web replaced' kubectl replace -f service.yaml
try 0 'service/web labeled' kubectl label service web tier=front
try 0 'service/web annotated' kubectl annotate service web note=yes
try 0 'service/web patched' kubectl patch service web -p '{"spec":{"sessionAffinity":"ClientIP"}}'
try 0 'service/web patched' kubectl patch service web --type=merge -p '{"metadata":{"labels":{"tier":null}}}'
try 0 'service/web patched' kubectl patch service web --type=json \
  -p '[{"op":"add","path":"/metadata/labels","value":{"x":"y"}}]'
try 0 web kubectl get services -l x=y -o name
try 0 'deployment.apps/web created' kubectl create deployment web --image=nginx:1.27 --replicas=2 --port=80
try 0 'successfully rolled out' kubectl rollout status deployment web
try 0 'condition met' kubectl wait --for=condition=Available deployment/web
try 0 'deployment.apps/web scaled' kubectl scale deployment web --replicas=3
try 0 'image updated' kubectl set image deployment/web nginx=nginx:1.28
try 0 'successfully rolled out' kubectl rollout status deployment web
try 0 REVISION kubectl rollout history deployment web
try 0 'rolled back' kubectl rollout undo deployment web
try 0 restarted kubectl rollout restart deployment web
try 0 'successfully rolled out' kubectl rollout status deployment web
try 0 'service/web2 exposed' kubectl expose deployment web --port=80 --name=web2
try 0 10.244 kubectl get endpointslices -l kubernetes.io/service-name=web2
try 0 'pod/plain created' kubectl create -f pod.yaml
try 0 'condition met' kubectl wait --for=condition=Ready pod/plain
try 0 100m kubectl get pod plain -o 'jsonpath={.spec.containers[0].resources.requests.cpu}'
try 0 '"optional":true' kubectl get pod plain -o 'jsonpath={.spec.volumes[?(@.name=="config")].configMap}'
try 0 'pod/runner created' kubectl run runner --image=curlimages/curl --env=A=B --labels=app=runner --restart=Never
try 0 B kubectl get pod runner -o 'jsonpath={.spec.containers[0].env[0].value}'
try 0 'Node:' kubectl describe pod plain
try 0 Scheduled kubectl get events
try 0 Scheduled kubectl events --for pod/plain
try 0 'HTTP/1.1' kubectl exec "$(pod)" -c curl -- curl -sv http://www.google.com
try 7 '' kubectl exec "$(pod)" -c curl -- curl -s http://127.0.0.1:1
try 127 'not in the practice pod: sh' kubectl exec "$(pod)" -c curl -- sh -c true
try 0 istio-proxy kubectl get pod "$(pod)" -o yaml
try 0 '' kubectl logs "$(pod)" -c istio-proxy --tail=1
try 0 'description' kubectl explain service.spec.ports --recursive=false
try 0 'FIELD: port <integer>' kubectl explain service.spec.ports.port --output=plaintext
try 0 'node/' kubectl taint nodes --all x=y:NoSchedule
try 0 untainted kubectl taint nodes --all x-
try 0 cordoned kubectl cordon kind-control-plane
try 0 uncordoned kubectl uncordon kind-control-plane
try 1 'the practice cluster has no jobs' kubectl create job once --image=x
try 1 NotFound kubectl get pod nosuch
try 1 "the server doesn't have a resource type" kubectl get statefulsets
try 0 added bash -c "(sleep 1; kubectl create configmap late >/dev/null) & timeout 4 kubectl get configmaps -w --output-watch-events | grep late | tr A-Z a-z"
try 0 'service "web" deleted' kubectl delete -f service.yaml
try 0 'deleted' kubectl delete deployment web --wait=true
try 0 'pod "plain" ' kubectl delete pod plain runner
try 0 'namespace "shop" deleted' kubectl delete ns shop

for sockets in true false; do
  export KUBECTL_PORT_FORWARD_WEBSOCKETS=$sockets
  said=$(mktemp -p "$scratch")
  kubectl port-forward "$(pod)" :15000 >"$said" 2>&1 &
  forward=$!
  timeout 20 bash -c "until grep -q Forwarding $said; do read -rt 0.1 <> <(:) || true; done"
  port=$(sed -n 's/.*127.0.0.1:\([0-9]*\).*/\1/p' "$said" | head -1)
  try 0 LIVE curl -s "http://127.0.0.1:$port/server_info"
  kill "$forward"
done
said=$(mktemp -p "$scratch")
kubectl proxy --port=0 >"$said" 2>&1 &
forward=$!
timeout 20 bash -c "until grep -q Starting $said; do read -rt 0.1 <> <(:) || true; done"
try 0 PodList curl -s "http://$(sed 's/.* on //' "$said")/api/v1/pods"
kill "$forward"
token=$(kubectl config view --raw -o 'jsonpath={.users[0].user.token}')
for level in 6 9; do
  out=$(kubectl get pods -v$level 2>&1)
  try 1 '' grep -qF "$token" <<<"$out"
done
printf '%s right, %s wrong\n' "$right" "$wrong"
