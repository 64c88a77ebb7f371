import { expect, it } from 'vitest';
import { objectsOf } from '@/lib/config/analysis/read-objects';
import { encryptionMatrixSchema } from '@/lib/config/simulation/matrix-contract';
import { storedMesh } from './drafted-mesh';
import { encryptionMatrix } from './encryption-matrix';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: open, namespace: shop }
spec: { selector: { app: front }, ports: [{ name: http, port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { template: { metadata: { labels: { app: cart } }, spec: {} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: front, namespace: shop }
spec: { template: { metadata: { labels: { app: front } }, spec: {} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: batch, namespace: legacy }
spec: { template: { metadata: { labels: { app: batch } }, spec: {} } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: cart, namespace: shop }
spec:
  selector: { matchLabels: { app: cart } }
  mtls: { mode: STRICT }
`;

it('puts what breaks first, each cell with the line that decides', () => {
  const matrix = encryptionMatrixSchema.parse(encryptionMatrix(storedMesh(objectsOf(MESH))));
  const planes = matrix.clients.map(({ plane }) => plane);
  const [first, second] = matrix.rows;
  const cell = (plane: string) => first?.cells[planes.indexOf(plane as (typeof planes)[number])];
  expect(first?.servers.map(({ host }) => host)).toEqual(['cart.shop.svc.cluster.local']);
  expect(cell('none')?.breaks).toContain('STRICT');
  expect(cell('none')?.server).toMatchObject({ mode: 'STRICT', place: { line: 6 } });
  expect(cell('sidecar')).toMatchObject({ transport: 'mtls', encrypted: true, breaks: null });
  expect(second?.servers.map(({ host }) => host)).toEqual(['open.shop.svc.cluster.local']);
  expect(second?.cells.map(({ encrypted }) => encrypted).sort()).toEqual([false, true]);
});
