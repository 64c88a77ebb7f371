/** Two real API servers with one mesh over both: a Service and a route of one name in each, one more only in the second. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createNamespace, installDefinitions, meshDefinitions } from './kubernetes/objects';
import { type KubernetesOptions, type KubernetesServer, startKubernetes } from './kubernetes/start';

export interface TwoClusters extends AsyncDisposable {
  readonly east: KubernetesServer;
  readonly west: KubernetesServer;
  /** Kubeconfig of the first, by the console's account. */
  readonly kubeconfig: string;
  /** A settings file that lists both. */
  readonly settingsFile: string;
}

/** Path of the route that both clusters have. */
export const CART = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices/cart';

/** `settings`: further lines of the entry of the second cluster. */
export async function startTwoClusters(
  options: KubernetesOptions = {},
  settings: readonly string[] = [],
): Promise<TwoClusters> {
  const [east, west] = await Promise.all([startKubernetes(options), startKubernetes(options)]);
  const definitions = await meshDefinitions('standard');
  await Promise.all([
    fill(east, definitions, '1s', ['cart']),
    fill(west, definitions, '2s', ['cart', 'depot']),
  ]);
  const settingsFile = join(east.folder, 'settings.yaml');
  const second = await west.kubeconfig(west.adminToken, 'console-west');
  const lines = ['clusters:', '  - name: east', '  - name: west', `    kubeconfig: ${second}`, ...settings];
  await writeFile(settingsFile, `${lines.join('\n')}\n`);
  return {
    east,
    west,
    kubeconfig: await east.kubeconfig(east.adminToken, 'console'),
    settingsFile,
    async [Symbol.asyncDispose]() {
      await Promise.all([east.stop(), west.stop()]);
    },
  };
}

async function fill(
  server: KubernetesServer,
  definitions: Awaited<ReturnType<typeof meshDefinitions>>,
  timeout: string,
  services: readonly string[],
): Promise<void> {
  await installDefinitions(server, definitions);
  await createNamespace(server, 'shop');
  for (const name of services) {
    await server.request({
      method: 'POST',
      path: '/api/v1/namespaces/shop/services',
      body: { metadata: { name }, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] } },
    });
  }
  const route = (name: string, host: string) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name, namespace: 'shop' },
    spec: { hosts: [host], http: [{ timeout, route: [{ destination: { host } }] }] },
  });
  const path = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';
  await server.request({ method: 'POST', path, body: route('cart', 'cart') });
  // In the first cluster its host is a Service of the second alone.
  await server.request({ method: 'POST', path, body: route('depot', 'depot') });
}
