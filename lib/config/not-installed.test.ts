import { expect, it } from 'vitest';
import { isNotInstalled, notInstalledKinds } from './not-installed';
import type { ConfigGap } from './store';

const TELEMETRY = { group: 'telemetry.istio.io', kind: 'Telemetry' };
const ROLLOUT = { group: 'argoproj.io', kind: 'Rollout' };

function gap(reason: ConfigGap['reason'], ...kinds: ConfigGap['kinds']): ConfigGap {
  return { reason, kinds, namespaces: null, message: '' };
}

it('names kinds of the mesh that a cluster does not have, and no others', () => {
  const forbidden = { group: 'networking.istio.io', kind: 'Gateway' };
  const found = notInstalledKinds([gap('not-installed', TELEMETRY, ROLLOUT), gap('forbidden', forbidden)]);
  expect(found).toEqual([TELEMETRY]);
  expect(isNotInstalled(found, TELEMETRY)).toBe(true);
  expect(isNotInstalled(found, forbidden)).toBe(false);
});

it('names none where the store has no gaps, as a folder', () => {
  expect(notInstalledKinds(undefined)).toEqual([]);
});
