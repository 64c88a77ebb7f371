import { describe, expect, it } from 'vitest';
import { gapWarnings } from './gap-warnings';
import type { ConfigGap } from './store';

function gap(reason: ConfigGap['reason'], group: string, kind: string): ConfigGap {
  return { reason, kinds: [{ group, kind }], namespaces: null, message: `${reason} ${kind}` };
}

describe('gapWarnings', () => {
  it('tells of mesh kinds that are not all there, and of nothing else', () => {
    const gaps = [
      gap('forbidden', 'networking.istio.io', 'VirtualService'),
      gap('not-installed', 'networking.istio.io', 'Sidecar'),
      gap('outdated', 'networking.istio.io', 'Gateway'),
      gap('forbidden', '', 'Pod'),
    ];
    expect(gapWarnings(gaps)).toEqual([
      { source: 'kubernetes', code: 'gap', message: 'forbidden VirtualService' },
      { source: 'kubernetes', code: 'partial', message: 'outdated Gateway' },
    ]);
    expect(gapWarnings()).toEqual([]);
  });
});
