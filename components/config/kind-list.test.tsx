import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { KindList, type KindListProps } from './kind-list';

afterEach(cleanup);

const state = { filter: { kinds: [] }, setKinds: () => undefined } as unknown as KindListProps['state'];

it('names kinds that the cluster does not have, a group as a whole', () => {
  const gatewayApi = MESH_KIND_NAMES.filter(({ group }) => group.startsWith('gateway.'));
  const telemetry = { group: 'telemetry.istio.io', kind: 'Telemetry' };
  render(<KindList entries={[]} notInstalled={[telemetry, ...gatewayApi]} state={state} />);
  expect(screen.getByRole('region', { name: 'Not installed' }).textContent).toBe(
    'Not installed in the clusterTelemetry, Gateway API',
  );
});

it('says nothing of it where everything is installed', () => {
  render(<KindList entries={[]} notInstalled={[]} state={state} />);
  expect(screen.queryByRole('region', { name: 'Not installed' })).toBeNull();
});
