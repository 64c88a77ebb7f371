import { describe, expect, it } from 'vitest';
import { objectsOf } from '@/lib/config/analysis/read-objects';
import type { ConfigStore } from '@/lib/config/store';
import { loadFindings } from './load';

const objects = objectsOf(`
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
  namespace: shop
spec:
  hosts: [web]
  http:
    - route:
        - destination:
            host: web
            subset: gone
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: quiet
  namespace: shop
  annotations: { periplus.io/ignore: '*' }
spec:
  hosts: [nowhere]
  http:
    - route:
        - destination:
            host: nowhere
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: web
  namespace: shop
spec:
  host: web
  subsetz: []
`);

const store = { list: async () => ({ objects, unreadable: [] }) } as unknown as ConfigStore;

describe('loadFindings', () => {
  it('tells what texts break and what the mesh lacks, with lines and names', async () => {
    const { findings, titles } = await loadFindings({ store, suppress: [] });
    const wrongField = findings.find(({ id }) => id.kind === 'DestinationRule');
    expect(wrongField).toMatchObject({ severity: 'error', line: 8, suppressed: null });
    const subset = findings.find(({ id, line }) => id.name === 'web' && line === 12);
    expect(subset?.message).toContain('gone');
    for (const { code } of findings) expect(titles[code], code).toBeTruthy();
  });

  it('keeps what is suppressed, marked', async () => {
    const { findings } = await loadFindings({ store, suppress: [] });
    const quiet = findings.filter(({ id }) => id.name === 'quiet');
    expect(quiet.length).toBeGreaterThan(0);
    expect(quiet.every(({ suppressed }) => suppressed === 'annotation periplus.io/ignore')).toBe(true);
  });

  it('puts the gravest first, and what does not count last', async () => {
    const { findings } = await loadFindings({ store, suppress: [] });
    const order = findings.map(
      ({ severity, suppressed }) =>
        ['error', 'warning', 'info'].indexOf(severity) + (suppressed === null ? 0 : 3),
    );
    expect(order).toEqual([...order].sort());
  });
});
