/**
 * The editor over a real API server whose definitions have more than our models: findings, completion and values by the
 * cluster's own schema while someone types, a refusal at its line, and the warning that Flux will write over a change.
 */
import type { Page } from '@playwright/test';
import type { ConsoleServer } from '@/bench/console-server';
import { signInWithToken, startClusterConsole } from './cluster-console';
import { expect, test } from './fixtures';
import { kubernetesIsBuilt } from './servers/kubernetes/build';
import { createNamespace, installDefinitions, meshDefinitions, until } from './servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from './servers/kubernetes/start';

test.skip(!kubernetesIsBuilt(), 'kube-apiserver is not built here: it needs Go.');

const CART = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';

let cluster: KubernetesServer;
let periplus: ConsoleServer;

/** Istio's definitions, in which a VirtualService has a field and a rule more. */
async function richerDefinitions() {
  const definitions = structuredClone(await meshDefinitions('standard'));
  for (const { spec } of definitions) {
    if (spec.names.kind !== 'VirtualService') continue;
    for (const version of spec.versions) {
      const schema = version.schema as {
        openAPIV3Schema: { properties: { spec: { properties: Record<string, object> } } };
      };
      const own = schema.openAPIV3Schema.properties.spec;
      own.properties.shadow = {
        type: 'object',
        description: 'Where copies of calls go.',
        properties: { share: { type: 'integer', maximum: 100 }, to: { type: 'string', maxLength: 20 } },
        'x-kubernetes-validations': [
          { rule: "!has(self.to) || self.to != 'cart'", message: 'to is another service' },
        ],
      };
    }
  }
  return definitions;
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  cluster = await startKubernetes({});
  await installDefinitions(cluster, await richerDefinitions());
  await createNamespace(cluster, 'shop');
  await cluster.request({
    method: 'POST',
    path: `${CART}?fieldManager=kustomize-controller`,
    body: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'cart', namespace: 'shop', labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } },
      spec: { hosts: ['cart'], http: [{ timeout: '5s', route: [{ destination: { host: 'cart' } }] }] },
    },
  });
  await cluster.request({
    method: 'POST',
    path: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies',
    body: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'timeouts' },
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['networking.istio.io'],
              apiVersions: ['v1'],
              resources: ['virtualservices'],
              operations: ['UPDATE'],
            },
          ],
        },
        validations: [
          {
            expression: "object.spec.http.all(r, !has(r.timeout) || duration(r.timeout) < duration('60s'))",
            message: 'spec.http[0].timeout: Invalid value: nobody waits so long',
          },
        ],
      },
    },
  });
  await cluster.request({
    method: 'POST',
    path: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings',
    body: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'timeouts' },
      spec: { policyName: 'timeouts', validationActions: ['Deny'] },
    },
  });
  await until('the policy holds', async () => {
    const { status } = await cluster.request({
      method: 'PATCH',
      path: `${CART}/cart?dryRun=All`,
      contentType: 'application/json-patch+json',
      body: [{ op: 'replace', path: '/spec/http/0/timeout', value: '90s' }],
      anyStatus: true,
    });
    return status === 422;
  });
  periplus = await startClusterConsole(cluster, { PERIPLUS_PROMETHEUS_URL: 'http://127.0.0.1:9' });
});

test.afterAll(async () => {
  await periplus?.[Symbol.asyncDispose]();
  await cluster?.stop();
});

function text(timeout: string, shadow: string): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
  namespace: shop
  labels:
    kustomize.toolkit.fluxcd.io/name: apps
spec:
  hosts:
    - cart
  http:
    - timeout: ${timeout}
      route:
        - destination:
            host: cart
${shadow}`;
}

async function write(page: Page, own: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: /^YAML of/ });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(own);
}

test.beforeEach(async ({ page, consoleGate }) => {
  // There is no Prometheus behind this console, and a refused rehearsal is an answer of 422.
  consoleGate.allow(/502|422/);
  const object = '/config/networking.istio.io/VirtualService/shop/cart';
  await signInWithToken(page, periplus, cluster.adminToken, object);
  // Nothing may be typed before the cluster has said that it may be saved.
  await expect(page.getByRole('button', { name: 'Assistants' })).toBeVisible();
});

test('says while someone types what only the cluster refuses', async ({ page }) => {
  const findings = page.getByRole('tabpanel');
  await page.getByRole('tab', { name: /^Findings/ }).click();
  await write(page, text('5s', '  shadow:\n    share: 200\n    to: cart\n'));
  await expect(findings.getByText('share must be at most 100.').first()).toBeVisible();
  await expect(findings.getByText('shadow: to is another service.').first()).toBeVisible();
  await expect(findings.getByText(/shadow is not known/)).toHaveCount(0);
  await write(page, text('5s', '  shadow:\n    share: 20\n'));
  await expect(findings.getByText(/share must be|shadow/)).toHaveCount(0);
});

test('offers the fields that only the cluster has', async ({ page }) => {
  await write(page, text('5s', '  sha'));
  await page.keyboard.press('End');
  await page.keyboard.type('d');
  await expect(page.getByRole('option', { name: /^shadow/ })).toBeVisible();
});

test('warns that Flux will write over a save, and marks what admission refuses at its line', async ({
  page,
}) => {
  await write(page, text('90s', ''));
  await page.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog', { name: /^Save VirtualService cart/ });
  await expect(dialog.getByText(/^Flux \(Kustomization apps\) keeps this object/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Copy the text to commit' })).toBeVisible();
  await expect(dialog.getByText('kustomize-controller')).toBeVisible();
  const refused = dialog.getByRole('list', { name: 'What is refused' });
  await expect(refused).toContainText('nobody waits so long');
  await refused.getByRole('button', { name: 'Go to line 12' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('tab', { name: /^Findings/ }).click();
  await expect(page.getByText(/^The cluster refuses it: .*nobody waits so long/).first()).toBeVisible();
});
