/** Copies of requests that reach what the originals write to. Methods are not in metrics, what is called next is. */

import { objectKey } from '@/lib/config/identity';
import { calleeLabel, ruleAt } from '@/lib/insight/impact/changes/change-draft';
import { type FollowedCall, workloadKey } from '@/lib/insight/impact/follow';
import { listed } from '@/lib/insight/impact/words';
import type { LiveCheck } from './live-check';

export const mirrorSharesStore: LiveCheck = {
  code: 'PER1307',
  title: 'Mirrored service calls the same store',
  condition:
    'A rule copies requests to a workload that, in this window, calls a TCP service (a database, a cache) that the original calls too: what copies write may be written twice.',
  severity: 'info',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/mirroring/',
  *run({ calls }) {
    const stores = storesByCaller(calls);
    const said = new Set<string>();
    for (const followed of calls) {
      for (const sample of followed.samples) {
        const { outcome } = sample.before;
        if (outcome === null || !('mirrors' in outcome) || outcome.mirrors.length === 0) continue;
        const originals = followed.call.reached.flatMap((one) => [...(stores.get(workloadKey(one)) ?? [])]);
        const copies = outcome.mirrors.flatMap(({ workloads }) =>
          workloads.map((one) => `${one.namespace}/${one.name}`),
        );
        const shared = new Set(
          copies.flatMap((copy) => [...(stores.get(copy) ?? [])]).filter((host) => originals.includes(host)),
        );
        const at = ruleAt(sample, 'before', outcome.mirrors.length > 1 ? 'mirrors' : 'mirror')[0];
        if (shared.size === 0 || at === undefined || said.has(objectKey(at.object))) continue;
        said.add(objectKey(at.object));
        yield {
          object: at.object,
          path: at.path,
          message: `Copies of requests to ${calleeLabel(followed)} go to ${listed(copies.map((key) => key.slice(key.indexOf('/') + 1)))}, which calls ${listed([...shared].map((host) => host.split('.')[0] ?? host))} as the original does: whatever they write is written twice. Give the copy a store of its own.`,
        };
      }
    }
  },
};

function storesByCaller(calls: readonly FollowedCall[]): ReadonlyMap<string, ReadonlySet<string>> {
  const stores = new Map<string, Set<string>>();
  for (const { call, host } of calls) {
    if (call.protocol !== 'tcp') continue;
    const key = `${call.source.namespace ?? ''}/${call.source.workload ?? call.source.app ?? ''}`;
    const known = stores.get(key);
    if (known === undefined) stores.set(key, new Set([host]));
    else known.add(host);
  }
  return stores;
}
