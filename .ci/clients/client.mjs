// What programs do with Node's client; each line is an operation and what it came to.
import * as k8s from '@kubernetes/client-node';
import net from 'node:net';
import { PassThrough } from 'node:stream';

const config = new k8s.KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(k8s.CoreV1Api);
const apps = config.makeApiClient(k8s.AppsV1Api);
const namespace = 'default';
let right = 0;
let wrong = 0;

async function check(name, expected, work) {
  let got;
  try {
    got = await Promise.race([
      work(),
      new Promise((resolve) => setTimeout(() => resolve('nothing within 20 s'), 20_000).unref()),
    ]);
  } catch (e) {
    got = e.code ?? e.statusCode ?? String(e);
  }
  if (JSON.stringify(got) === JSON.stringify(expected)) {
    right++;
    console.log(`ok     ${name}`);
  } else {
    wrong++;
    console.log(`WRONG  ${name}: ${JSON.stringify(got)} instead of ${JSON.stringify(expected)}`);
  }
}

async function curl() {
  const pods = await core.listNamespacedPod({ namespace, labelSelector: 'app=curl' });
  return pods.items[0].metadata.name;
}

async function text(command, status) {
  const out = new PassThrough();
  let all = '';
  out.on('data', (piece) => (all += piece));
  const pod = await curl();
  const end = await new Promise((resolve) => {
    new k8s.Exec(config).exec(namespace, pod, 'curl', command, out, out, null, false, resolve);
  });
  return status ? end.details?.causes?.[0]?.message : all;
}

const map = (name, data) => ({ metadata: { name, labels: { of: 'node' } }, data });

await check('version', 'v1.33.1+practice', async () => (await config.makeApiClient(k8s.VersionApi).getCode()).gitVersion);
await check('list nodes', 1, async () => (await core.listNode()).items.length);
await check('list pods', true, async () => (await core.listPodForAllNamespaces()).items.length > 1);
await check('create a namespace', 'node', async () =>
  (await core.createNamespace({ body: { metadata: { name: 'node' } } })).metadata.name);
await check('create it again', 409, async () => core.createNamespace({ body: { metadata: { name: 'node' } } }));
await check('create a ConfigMap', { a: 'b' }, async () =>
  (await core.createNamespacedConfigMap({ namespace, body: map('c', { a: 'b' }) })).data);
await check('read it', { a: 'b' }, async () => (await core.readNamespacedConfigMap({ name: 'c', namespace })).data);
await check('read one that is not there', 404, async () => core.readNamespacedConfigMap({ name: 'no', namespace }));
await check('replace it', { a: 'z' }, async () =>
  (await core.replaceNamespacedConfigMap({ name: 'c', namespace, body: map('c', { a: 'z' }) })).data);
await check('merge patch', { a: 'z', d: 'e' }, async () =>
  (await core.patchNamespacedConfigMap({ name: 'c', namespace, body: { data: { d: 'e' } } },
    k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.MergePatch))).data);
await check('json patch', { d: 'e' }, async () =>
  (await core.patchNamespacedConfigMap({ name: 'c', namespace, body: [{ op: 'remove', path: '/data/a' }] },
    k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.JsonPatch))).data);
await check('a wrong name', 422, async () => core.createNamespacedConfigMap({ namespace, body: map('Wrong_Name') }));
await check('a label selector', ['c'], async () =>
  (await core.listNamespacedConfigMap({ namespace, labelSelector: 'of=node' })).items.map((one) => one.metadata.name));
await check('create a Secret', 'bWU=', async () => (await core.createNamespacedSecret(
  { namespace, body: { metadata: { name: 's' }, stringData: { user: 'me' } } })).data.user);
await check('create a Service', 8080, async () => (await core.createNamespacedService({
  namespace, body: { metadata: { name: 'plain' }, spec: { ports: [{ port: 80, targetPort: 8080 }] } } })).spec.ports[0].targetPort);
await check('create a Deployment', 2, async () => (await apps.createNamespacedDeployment({ namespace, body: {
  metadata: { name: 'web' },
  spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: {
    metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx' }] } } } } })).spec.replicas);
await check('scale', 3, async () => {
  const scale = await apps.readNamespacedDeploymentScale({ name: 'web', namespace });
  scale.spec.replicas = 3;
  return (await apps.replaceNamespacedDeploymentScale({ name: 'web', namespace, body: scale })).spec.replicas;
});
await check('objects of any kind', 'Service', async () => {
  const objects = k8s.KubernetesObjectApi.makeApiClient(config);
  return (await objects.read({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'plain', namespace } })).kind;
});
await check('server-side apply', 81, async () => {
  const objects = k8s.KubernetesObjectApi.makeApiClient(config);
  const body = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'applied', namespace }, spec: { ports: [{ port: 81 }] } };
  return (await objects.patch(body, undefined, undefined, 'node', true, k8s.PatchStrategy.ServerSideApply)).spec.ports[0].port;
});
await check('custom objects', 0, async () => (await config.makeApiClient(k8s.CustomObjectsApi).listClusterCustomObject(
  { group: 'gateway.networking.k8s.io', version: 'v1', plural: 'gateways' })).items.length);
await check('watch', 'ADDED MODIFIED DELETED', async () => {
  const seen = [];
  const watch = new k8s.Watch(config);
  const listed = await core.listNamespacedConfigMap({ namespace });
  let request;
  const over = new Promise((resolve, reject) => {
    request = watch.watch('/api/v1/namespaces/default/configmaps',
      { resourceVersion: listed.metadata.resourceVersion, labelSelector: 'of=node' },
      (type) => { seen.push(type); if (type === 'DELETED') resolve(); }, (e) => (e ? reject(e) : resolve()));
  });
  await request;
  await core.createNamespacedConfigMap({ namespace, body: map('seen', { a: 'b' }) });
  await core.replaceNamespacedConfigMap({ name: 'seen', namespace, body: map('seen', { a: 'c' }) });
  await core.deleteNamespacedConfigMap({ name: 'seen', namespace });
  await over;
  (await request).abort();
  return seen.join(' ');
});
await check('informer', true, async () => {
  const informer = k8s.makeInformer(config, '/api/v1/namespaces/default/pods', () => core.listNamespacedPod({ namespace }));
  const added = new Promise((resolve) => informer.on('add', resolve));
  await informer.start();
  await added;
  await informer.stop();
  return true;
});
await check('exec', true, async () => (await text(['curl', '-sv', 'http://www.google.com'])).includes('HTTP/1.1'));
await check('exec that fails', '7', async () => text(['curl', '-s', 'http://127.0.0.1:1'], true));
await check('logs', true, async () => {
  const out = new PassThrough();
  out.resume();
  const stop = await new k8s.Log(config).log(namespace, await curl(), 'istio-proxy', out, { tailLines: 1 });
  stop.abort();
  return true;
});
await check('forward a port', true, async () => {
  const pod = await curl();
  const server = net.createServer((socket) => new k8s.PortForward(config).portForward(namespace, pod, [15000], socket, null, socket));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/server_info`, { headers: { connection: 'close' } });
  server.close();
  return answer.ok;
});
await check('access review', true, async () => (await config.makeApiClient(k8s.AuthorizationV1Api).createSelfSubjectAccessReview(
  { body: { spec: { resourceAttributes: { verb: 'get', resource: 'pods' } } } })).status.allowed);
await check('list Jobs', 404, async () => config.makeApiClient(k8s.BatchV1Api).listNamespacedJob({ namespace }));
await check('delete a ConfigMap', 'Success', async () => (await core.deleteNamespacedConfigMap({ name: 'c', namespace })).status);
await check('delete a Deployment', 'Success', async () => (await apps.deleteNamespacedDeployment({ name: 'web', namespace })).status);
console.log(`${right} right, ${wrong} wrong`);
process.exit(0);
