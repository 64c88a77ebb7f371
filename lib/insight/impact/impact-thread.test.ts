import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { MeshThread } from '@/lib/config/mesh-thread/mesh-thread';
import { storedObjects } from '@/lib/config/stored-objects';
import { observedCall } from '@/lib/insight/calls/sample-calls';
import { type Comparison, compareCalls } from './compare';
import type { ImpactQuestion } from './impact-thread';

// The built server has the thread's code in one file; here it is read as it stands.
const thread = new MeshThread<ImpactQuestion, Comparison>(
  () =>
    new Worker(new URL('./impact.worker.ts', import.meta.url), {
      execArgv: ['--conditions=react-server', '--import', 'tsx'],
    }),
);
afterAll(() => thread.close());

const MESH = `apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: bookinfo }
spec: { ports: [{ name: http, port: 9080 }], selector: { app: reviews } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v1, namespace: bookinfo }
spec: { template: { metadata: { labels: { app: reviews, version: v1, sidecar.istio.io/inject: "true" } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: productpage-v1, namespace: bookinfo }
spec: { template: { metadata: { labels: { app: productpage, sidecar.istio.io/inject: "true" } } } }
`;

function routes(count: number): string {
  const entries = Array.from(
    { length: count },
    (_, at) => `  - match: [{ uri: { prefix: /p/${at}/ } }]
    route: [{ destination: { host: reviews, subset: v9 } }]`,
  );
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: bookinfo }
spec:
  hosts: [reviews]
  http:
${entries.join('\n')}
`;
}

describe('the thread for impact', { timeout: 60_000 }, () => {
  it('says of a large text what is said without it', async () => {
    const objects = storedObjects(MESH, 'mesh.yaml', (own) => String(own.length)).placed.map(
      ({ object }) => object,
    );
    const calls = [
      observedCall({
        from: 'bookinfo/productpage-v1',
        to: 'bookinfo/reviews',
        reached: { 'bookinfo/reviews-v1': 9 },
      }),
    ];
    const id = {
      group: 'networking.istio.io',
      kind: 'VirtualService',
      namespace: 'bookinfo',
      name: 'reviews',
    };
    const drafts = [{ id, text: routes(1000) }];
    const said = await thread.ask({ calls, drafts }, { objects, signal: undefined });
    expect(said).toEqual(compareCalls(calls, objects, drafts));
    expect(said.changes.length).toBeGreaterThan(0);
  });
});
