/** Faults that are left on and meet requests. */

import { objectKey } from '@/lib/config/identity';
import { calleeLabel, callerLabel, ruleAt } from '@/lib/insight/impact/changes/change-draft';
import { listed, rate } from '@/lib/insight/impact/words';
import type { LiveCheck, LiveDraft } from './live-check';

export const faultHits: LiveCheck = {
  code: 'PER1306',
  title: 'Injected fault meets requests',
  condition:
    'A rule puts faults into requests, and in this window some were aborted (flag FI) or delayed (flag DI) by it.',
  severity: 'warning',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/fault-injection/',
  *run({ calls }) {
    const found = new Map<string, LiveDraft & { pairs: string[] }>();
    for (const followed of calls) {
      const { injectedPerSecond, delayedPerSecond } = followed.call;
      if (injectedPerSecond + delayedPerSecond === 0) continue;
      const faulty = followed.samples.find(({ before: { outcome } }) => {
        const fault = outcome !== null && 'fault' in outcome ? outcome.fault : null;
        return fault !== null && (fault.abort !== null || fault.delay !== null);
      });
      const at = faulty === undefined ? undefined : ruleAt(faulty, 'before', 'fault')[0];
      if (at === undefined) continue;
      const hits = [
        ...(injectedPerSecond > 0 ? [`${rate(injectedPerSecond)} aborted`] : []),
        ...(delayedPerSecond > 0 ? [`${rate(delayedPerSecond)} delayed`] : []),
      ];
      const pair = `${callerLabel(followed)} to ${calleeLabel(followed)}, ${listed(hits)}`;
      const key = `${objectKey(at.object)} ${JSON.stringify(at.path)}`;
      const known = found.get(key);
      if (known === undefined)
        found.set(key, { object: at.object, path: at.path, message: '', pairs: [pair] });
      else known.pairs.push(pair);
    }
    for (const { object, path, pairs } of found.values()) {
      yield {
        object,
        path,
        message: `The injected fault meets requests: ${listed(pairs.slice(0, 4))}${pairs.length > 4 ? ` and ${pairs.length - 4} more` : ''}. Take it away when the test is over.`,
      };
    }
  },
};
