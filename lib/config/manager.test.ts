import { expect, it } from 'vitest';
import { objectsOf } from './analysis/read-objects';
import { managerOf } from './manager';

function manager(metadata: string): string {
  const [object] = objectsOf(`apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: ${metadata}`);
  return object === undefined ? '' : managerOf(object);
}

it('takes the label before the last change', () => {
  const fields = 'managedFields: [{manager: kubectl, time: "2026-01-01T00:00:00Z"}]';
  expect(manager(`{name: a, labels: {app.kubernetes.io/managed-by: Helm}, ${fields}}`)).toBe('Helm');
});

it('takes the latest change of the object itself, not of its status', () => {
  expect(
    manager(`{name: a, managedFields: [
      {manager: kubectl, time: "2026-01-01T00:00:00Z"},
      {manager: kubectl-edit, time: "2026-02-01T00:00:00Z"},
      {manager: istiod, time: "2026-03-01T00:00:00Z", subresource: status}]}`),
  ).toBe('kubectl-edit');
});

it('takes the tool that brings the object before all others', () => {
  const labels = 'app.kubernetes.io/managed-by: Helm, kustomize.toolkit.fluxcd.io/name: shop';
  expect(manager(`{name: a, labels: {${labels}}}`)).toBe('Flux');
});

it('knows nobody where nothing tells', () => {
  expect(manager('{name: a}')).toBe('');
});
