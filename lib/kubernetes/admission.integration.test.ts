import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import {
  createNamespace,
  installDefinitions,
  meshDefinitions,
  until,
} from '@/e2e/servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import { applyChanges } from '@/lib/config/changes/apply';
import { loadManagers } from '@/lib/config/managers/load';
import type { ConfigStore, ObjectId } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';
import { type Cluster, openCluster } from './cluster';

const ROUTES = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';

function route(name: string): ObjectId {
  return { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name };
}

function text(name: string, label: string, weight = 100): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: shop
  labels: {case: ${label}}
spec:
  hosts: [${name}]
  http:
    - route:
        - destination: {host: ${name}}
          weight: ${weight}
`;
}

async function fault(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Fault)) throw new Error(`no fault: ${String(error)}`);
  return error;
}

/** Refuses what it is asked about in its own words, or never answers, by the path that it is asked at. */
function webhook(certificate: { readonly cert: string; readonly key: string }): Server {
  return createServer(certificate, async (request, response) => {
    if (request.url?.startsWith('/hang') === true) return;
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const { request: review } = JSON.parse(Buffer.concat(pieces).toString('utf8')) as {
      request: { uid: string };
    };
    const message = 'spec.http[0].route[0].weight: Invalid value: 90: the weights must add up to 100';
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        response: { uid: review.uid, allowed: false, status: { code: 400, message } },
      }),
    );
  });
}

describe.skipIf(!kubernetesIsBuilt())('what stands between a save and the real API server', () => {
  let server: KubernetesServer;
  let cluster: Cluster;
  let store: ConfigStore;
  let hooks: Server;

  beforeAll(async () => {
    server = await startKubernetes({});
    await installDefinitions(server, await meshDefinitions('standard'));
    await createNamespace(server, 'shop');
    const certificates = join(server.folder, 'certificates');
    hooks = webhook({
      cert: await readFile(join(certificates, 'apiserver.crt'), 'utf8'),
      key: await readFile(join(certificates, 'apiserver.key'), 'utf8'),
    });
    await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve));
    await installHooks((hooks.address() as AddressInfo).port);
    await installPolicy();
    const path = await server.kubeconfig(server.adminToken);
    const settings = { kind: 'kubeconfig', path, context: null } as const;
    cluster = openCluster({ settings, namespaces: [], readOnly: false });
    store = cluster.store(null);
  });
  afterAll(async () => {
    cluster?.close();
    hooks?.closeAllConnections();
    hooks?.close();
    await server?.stop();
  });

  const RULE = {
    apiGroups: ['networking.istio.io'],
    apiVersions: ['v1'],
    resources: ['virtualservices'],
    operations: ['CREATE', 'UPDATE'],
  };
  const installHooks = async (port: number) => {
    const caBundle = Buffer.from(server.caPem).toString('base64');
    const hook = (label: string) => ({
      name: `${label}.validation.example`,
      clientConfig: { url: `https://127.0.0.1:${port}/${label}`, caBundle },
      rules: [RULE],
      objectSelector: { matchLabels: { case: label } },
      failurePolicy: 'Fail',
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      timeoutSeconds: 1,
    });
    const body = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'validation' },
      webhooks: [hook('refuse'), hook('hang')],
    };
    await server.request({ method: 'POST', path: `${ADMISSION}/validatingwebhookconfigurations`, body });
  };
  const installPolicy = async () => {
    const apiVersion = 'admissionregistration.k8s.io/v1';
    await server.request({
      method: 'POST',
      path: `${ADMISSION}/validatingadmissionpolicies`,
      body: {
        apiVersion,
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name: 'timeouts' },
        spec: {
          failurePolicy: 'Fail',
          matchConstraints: { resourceRules: [RULE], objectSelector: { matchLabels: { case: 'policy' } } },
          validations: [
            {
              expression: 'object.spec.http.all(r, has(r.timeout))',
              message: 'spec.http[0].timeout: Required value: every route needs a timeout',
              reason: 'Forbidden',
            },
          ],
        },
      },
    });
    await server.request({
      method: 'POST',
      path: `${ADMISSION}/validatingadmissionpolicybindings`,
      body: {
        apiVersion,
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name: 'timeouts' },
        spec: { policyName: 'timeouts', validationActions: ['Deny'] },
      },
    });
  };
  /** Webhooks and policies are known to the server a moment after they are stored. */
  const refusedOnce = async (label: string): Promise<Fault> => {
    let found: Fault | null = null;
    await until(`${label} is refused`, async () => {
      found = await store.rehearse(route(label), text(label, label, 90), null).then(
        () => null,
        (error: unknown) => (error instanceof Fault ? error : null),
      );
      return found !== null;
    });
    if (found === null) throw new Error(`${label} was not refused`);
    return found;
  };

  it('shows what a webhook refuses at the field that its words name', async () => {
    const refusal = await refusedOnce('refuse');
    expect(refusal).toMatchObject({
      code: 'invalid-object',
      hint: "The cluster's webhook refuse.validation.example refuses this; nothing was changed.",
      issues: [{ path: ['spec', 'http', 0, 'route', 0, 'weight'], line: 12 }],
    });
    expect(refusal.issues[0]?.message).toBe('Invalid value: 90: the weights must add up to 100.');
    await fault(store.save(route('refuse'), text('refuse', 'refuse', 90), null));
    expect((await fault(store.get(route('refuse')))).code).toBe('not-found');
  });

  it('says of a webhook that does not answer that nothing was changed, and where to look', async () => {
    const refusal = await refusedOnce('hang');
    expect(refusal).toMatchObject({
      code: 'source-rejected',
      hint: expect.stringContaining('asks its webhook hang.validation.example'),
      issues: [],
    });
    expect((await fault(store.save(route('hang'), text('hang', 'hang'), null))).code).toBe('source-rejected');
    expect((await fault(store.get(route('hang')))).code).toBe('not-found');
  });

  it("takes a policy's denial for a mistake at the field that it names", async () => {
    const refusal = await refusedOnce('policy');
    expect(refusal).toMatchObject({
      code: 'invalid-object',
      hint: "The cluster's admission policy timeouts refuses this; nothing was changed.",
      issues: [{ path: ['spec', 'http', 0, 'timeout'], line: 10 }],
    });
  });

  it('takes a status that a controller wrote meanwhile for no conflict with a change set', async () => {
    await store.save(route('status'), text('status', 'plain'), null);
    const opened = await listed('status');
    await server.request({
      method: 'PATCH',
      path: `${ROUTES}/status/status`,
      contentType: 'application/merge-patch+json',
      body: { status: { observedGeneration: 1 } },
    });
    await until('the new status is seen', async () => (await listed('status')).version !== opened.version);
    const changes = [{ id: route('status'), text: text('status', 'plain', 80), baseVersion: opened.version }];
    const { steps } = await applyChanges(store, changes);
    expect(steps).toHaveLength(1);
    expect((await store.get(route('status'))).text).toContain('weight: 80');
    expect((await fault(applyChanges(store, changes))).code).toBe('conflict');
  });
  const listed = async (name: string) => {
    const { objects } = await store.list();
    const found = objects.find(({ id }) => id.kind === 'VirtualService' && id.name === name);
    if (found === undefined) throw new Error(`${name} is not listed`);
    return found;
  };

  it('names who wrote the fields that an edit changes, and the tool that would put them back', async () => {
    const labels = {
      'kustomize.toolkit.fluxcd.io/name': 'apps',
      'kustomize.toolkit.fluxcd.io/namespace': 'flux',
    };
    const object = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'owned', namespace: 'shop', labels },
      spec: { hosts: ['owned'], http: [{ route: [{ destination: { host: 'owned' } }] }] },
    };
    await server.request({
      method: 'PATCH',
      path: `${ROUTES}/owned?fieldManager=kustomize-controller&force=true`,
      contentType: 'application/apply-patch+yaml',
      body: object,
    });
    await server.request({
      method: 'PATCH',
      path: `${ROUTES}/owned?fieldManager=kubectl-edit`,
      contentType: 'application/merge-patch+json',
      body: { spec: { exportTo: ['.'] } },
    });
    const stored = await store.get(route('owned'));
    const edited = stored.text.replace('- owned\n', '- owned.shop\n').replace(/ +exportTo:\n +- .*\n/, '');
    expect(edited).not.toContain('exportTo');
    const answer = await loadManagers(cluster.managers(null), { id: route('owned'), text: edited });
    expect(answer.delivery).toMatchObject({ tool: 'Flux', name: 'flux/apps' });
    const owned = answer.owners.map(({ manager, operation, fields }) => ({ manager, operation, fields }));
    expect(owned).toContainEqual({
      manager: 'kustomize-controller',
      operation: 'Apply',
      fields: ['spec.hosts[0]'],
    });
    expect(owned).toContainEqual({ manager: 'kubectl-edit', operation: 'Update', fields: ['spec.exportTo'] });
  });
});
