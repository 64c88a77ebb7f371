import { expect, it } from 'vitest';
import { deliveryOf } from './delivery';

function found(metadata: object, managers: string[] = []) {
  const delivery = deliveryOf({ metadata }, managers);
  return delivery === null ? null : `${delivery.tool} ${delivery.name}`.trim();
}

it.each([
  [
    {
      annotations: { 'argocd.argoproj.io/tracking-id': 'shop:networking.istio.io/VirtualService:shop/cart' },
    },
    [],
    'Argo CD shop',
  ],
  [{ labels: { 'argocd.argoproj.io/instance': 'shop' } }, [], 'Argo CD shop'],
  [{ labels: { 'app.kubernetes.io/instance': 'shop' } }, ['argocd-controller'], 'Argo CD shop'],
  [{ labels: { 'app.kubernetes.io/instance': 'shop' } }, ['kubectl'], null],
  [
    {
      labels: {
        'kustomize.toolkit.fluxcd.io/name': 'apps',
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
      },
    },
    [],
    'Flux flux-system/apps',
  ],
  [
    { labels: { 'helm.toolkit.fluxcd.io/name': 'shop', 'app.kubernetes.io/managed-by': 'Helm' } },
    [],
    'Flux shop',
  ],
  [{}, ['kustomize-controller'], 'Flux'],
  [{ labels: { 'app.kubernetes.io/managed-by': 'Helm' } }, [], 'Helm'],
  [
    { annotations: { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': 'apps' } },
    [],
    'Helm apps/shop',
  ],
  [{ labels: { 'app.kubernetes.io/managed-by': 'kustomize' } }, ['kubectl-client-side-apply'], null],
])('tells by %j and %j who brings an object', (metadata, managers, expected) => {
  expect(found(metadata, managers as string[])).toBe(expected);
});

it('says of what Flux is told to leave alone that it is', () => {
  const labels = { 'kustomize.toolkit.fluxcd.io/name': 'apps' };
  const annotations = { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' };
  expect(deliveryOf({ metadata: { labels, annotations } }, [])?.warning).toContain('told to leave it alone');
});
