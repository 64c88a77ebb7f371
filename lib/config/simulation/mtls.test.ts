/** mTLS by table: https://istio.io/latest/docs/reference/config/security/peer_authentication/ */
import { describe, expect, it } from 'vitest';
import type { DataPlane } from './data-plane';
import { simulateMtls } from './mtls';
import { mtlsMatrix } from './mtls/matrix';
import { viewFromYaml } from './view-from-yaml';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: app, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Namespace
metadata: { name: lab, labels: { istio.io/dataplane-mode: ambient } }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: app }
spec: { selector: { app: api }, ports: [{ port: 80, name: http, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: app }
spec: { template: { metadata: { labels: { app: api } } } }
---
apiVersion: v1
kind: Service
metadata: { name: echo, namespace: lab }
spec: { selector: { app: echo }, ports: [{ port: 80, name: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: echo, namespace: lab }
spec: { template: { metadata: { labels: { app: echo } } } }
---
apiVersion: v1
kind: Service
metadata: { name: old, namespace: legacy }
spec: { selector: { app: old }, ports: [{ port: 80, name: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: old, namespace: legacy }
spec: { template: { metadata: { labels: { app: old } } } }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: pay, namespace: app }
spec: { hosts: [pay.example.com], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 443, name: https, protocol: HTTPS }, { number: 80, name: http, protocol: HTTP }] }
---
`;

function peer(spec: string, name = 'pa', namespace = 'app', created = '2026-01-01T00:00:00Z'): string {
  return `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: "${created}" }
spec: ${spec}
---`;
}

function rule(tls: string, host = 'api.app.svc.cluster.local', namespace = 'app'): string {
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: dr, namespace: ${namespace} }
spec: { host: ${host}, trafficPolicy: { tls: { mode: ${tls} } } }
---`;
}

function ask(
  yaml: string,
  plane: DataPlane = 'sidecar',
  host = 'api.app.svc.cluster.local',
  port = 80,
  settings = {},
) {
  const view = viewFromYaml(MESH + yaml, settings);
  const service = view.servicesByHost.get(host)?.[0];
  if (service === undefined) throw new Error(`The mesh has no ${host}.`);
  const server = view.workloads.find((workload) => host.startsWith(`${workload.name}.`)) ?? null;
  const client = { namespace: 'app', labels: { app: 'web' }, plane };
  return simulateMtls(view, { client, service, port, server });
}

describe('the mode of the server', () => {
  const CASES: readonly (readonly [string, string, string | null])[] = [
    ['', 'PERMISSIVE', null],
    [peer('{ mtls: { mode: STRICT } }', 'mesh', 'istio-system'), 'STRICT', 'mesh'],
    [
      peer('{ mtls: { mode: STRICT } }', 'mesh', 'istio-system') + peer('{ mtls: { mode: DISABLE } }', 'ns'),
      'DISABLE',
      'ns',
    ],
    [
      peer('{ mtls: { mode: STRICT } }', 'mesh', 'istio-system') + peer('{ mtls: { mode: UNSET } }', 'ns'),
      'STRICT',
      'mesh',
    ],
    [
      peer('{ selector: { matchLabels: { app: api } }, mtls: { mode: STRICT } }', 'root', 'istio-system'),
      'PERMISSIVE',
      null,
    ],
    [
      peer('{ mtls: { mode: DISABLE } }', 'ns') +
        peer('{ selector: { matchLabels: { app: api } }, mtls: { mode: STRICT } }', 'wl'),
      'STRICT',
      'wl',
    ],
    [peer('{ selector: { matchLabels: { app: other } }, mtls: { mode: STRICT } }', 'wl'), 'PERMISSIVE', null],
    [
      peer('{ mtls: { mode: STRICT } }', 'young', 'app', '2026-02-01T00:00:00Z') +
        peer('{ mtls: { mode: DISABLE } }', 'old'),
      'DISABLE',
      'old',
    ],
    [
      peer(
        '{ selector: { matchLabels: { app: api } }, mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: DISABLE } } }',
        'wl',
      ),
      'DISABLE',
      'wl',
    ],
    [
      peer(
        '{ selector: { matchLabels: { app: api } }, mtls: { mode: STRICT }, portLevelMtls: { 80: { mode: DISABLE } } }',
        'wl',
      ),
      'STRICT',
      'wl',
    ],
    [
      peer(
        '{ selector: { matchLabels: { app: api } }, mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: UNSET } } }',
        'wl',
      ),
      'STRICT',
      'wl',
    ],
  ];

  it.each(CASES)('%s', (yaml, mode, name) => {
    const { server } = ask(yaml);
    expect(server?.mode).toBe(mode);
    expect(server?.object?.name ?? null).toBe(name);
  });
});

describe('what is used between two', () => {
  const STRICT = peer('{ mtls: { mode: STRICT } }');
  const CASES: readonly (readonly [string, DataPlane, string, boolean])[] = [
    ['', 'sidecar', 'mtls', true],
    ['', 'none', 'plaintext', true],
    ['', 'ambient', 'hbone', true],
    [STRICT, 'sidecar', 'mtls', true],
    [STRICT, 'none', 'plaintext', false],
    [peer('{ mtls: { mode: DISABLE } }'), 'sidecar', 'plaintext', true],
    [rule('DISABLE'), 'sidecar', 'plaintext', true],
    [STRICT + rule('DISABLE'), 'sidecar', 'plaintext', false],
    [STRICT + rule('SIMPLE'), 'sidecar', 'tls', false],
    [rule('SIMPLE'), 'sidecar', 'tls', true],
    [peer('{ mtls: { mode: DISABLE } }') + rule('ISTIO_MUTUAL'), 'sidecar', 'mtls', false],
    [STRICT + rule('DISABLE'), 'ambient', 'hbone', true],
  ];

  it.each(CASES)('%s from %s', (yaml, plane, transport, works) => {
    const answer = ask(yaml, plane);
    expect(answer.transport).toBe(transport);
    expect(answer.breaks === null).toBe(works);
  });

  it('sends plain text when automatic mTLS is switched off', () => {
    expect(ask('', 'sidecar', undefined, 80, { enableAutoMtls: false }).transport).toBe('plaintext');
  });

  it('tunnels into ambient mode, and STRICT there refuses callers without identity', () => {
    const host = 'echo.lab.svc.cluster.local';
    expect(ask('', 'sidecar', host).transport).toBe('hbone');
    const strict = peer('{ mtls: { mode: STRICT } }', 'pa', 'lab');
    expect(ask(strict, 'none', host).breaks).toContain('STRICT');
    expect(ask(peer('{ mtls: { mode: DISABLE } }', 'pa', 'lab'), 'ambient', host).transport).toBe('hbone');
  });

  it('sends plain text to a server without proxy, and breaks when a rule demands mesh certificates of it', () => {
    const host = 'old.legacy.svc.cluster.local';
    expect(ask('', 'sidecar', host)).toMatchObject({ transport: 'plaintext', breaks: null });
    expect(ask(rule('ISTIO_MUTUAL', host), 'sidecar', host).breaks).toContain('handshake fails');
  });

  it('starts TLS towards a host outside only where a rule says so', () => {
    const host = 'pay.example.com';
    expect(ask('', 'sidecar', host).transport).toBe('plaintext');
    expect(ask('', 'sidecar', host, 443).transport).toBe('application-tls');
    expect(ask(rule('SIMPLE', host), 'sidecar', host).transport).toBe('tls');
  });

  it('names the line of a port-level mode', () => {
    const yaml = rule('DISABLE').replace(
      'tls: { mode: DISABLE }',
      'tls: { mode: DISABLE }, portLevelSettings: [{ port: { number: 80 }, tls: { mode: ISTIO_MUTUAL } }]',
    );
    expect(ask(yaml).client).toMatchObject({
      mode: 'ISTIO_MUTUAL',
      path: ['spec', 'trafficPolicy', 'portLevelSettings', 0, 'tls', 'mode'],
    });
  });
});

describe('the matrix', () => {
  it('puts equal rows and equal clients together', () => {
    const matrix = mtlsMatrix(viewFromYaml(MESH + rule('DISABLE')));
    expect(matrix.clients.map(({ plane, workloads }) => [plane, workloads.map(({ name }) => name)])).toEqual([
      ['ambient', ['echo']],
      ['none', ['old']],
      ['sidecar', ['api']],
    ]);
    const api = matrix.rows.find((row) => row.servers.some((server) => server.host.startsWith('api.')));
    expect(api?.cells.map(({ transport }) => transport)).toEqual(['hbone', 'plaintext', 'plaintext']);
    expect(matrix.rows.length).toBeLessThanOrEqual(5);
  });
});
