import { describe, expect, it } from 'vitest';
import type { ObjectValue } from './configuration';
import { drawFlows } from './flows';
import { routerFor } from './routing';
import { shippedObjects } from './sample-mesh';

type Policy = Readonly<Record<string, unknown>>;

/** The shipped mesh with another traffic policy for one service of the shop. */
function withPolicy(host: string, trafficPolicy: Policy): ObjectValue[] {
  return shippedObjects().map((object) => {
    const { kind, metadata, spec } = object as { kind: string; metadata: { name: string }; spec: object };
    return kind === 'DestinationRule' && metadata.name === host
      ? { ...object, spec: { ...spec, trafficPolicy } }
      : object;
  });
}

/** Requests per second of one flag, as the clients of a service report them. */
function rateOf(
  objects: readonly ObjectValue[],
  phase: 'normal' | 'incident',
  service: string,
  flag: string,
): number {
  let rate = 0;
  for (const { meta, perWave } of drawFlows(routerFor(objects), phase, 3, 200).table.rows.values()) {
    const { labels, kind } = meta;
    if (kind !== 'request' || labels.reporter !== 'source') continue;
    if (labels.destination_service_name !== service || labels.response_flags !== flag) continue;
    for (const mass of perWave) rate += mass?.slice(1, 21).reduce((sum, part) => sum + part, 0) ?? 0;
  }
  return rate;
}

describe('circuit breakers', () => {
  it('turn requests away when the connection pool is small, and not when it is large', () => {
    const tight = { connectionPool: { tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 1 } } };
    const wide = { connectionPool: { tcp: { maxConnections: 100 }, http: { http1MaxPendingRequests: 100 } } };
    expect(rateOf(withPolicy('inventory', tight), 'normal', 'inventory', 'UO')).toBeGreaterThan(0.05);
    expect(rateOf(withPolicy('inventory', wide), 'normal', 'inventory', 'UO')).toBe(0);
  });

  it('eject a host that keeps failing, and nobody else', () => {
    const eager = {
      outlierDetection: { consecutive5xxErrors: 2, baseEjectionTime: '60s', maxEjectionPercent: 100 },
    };
    const catalog = withPolicy('catalog', eager);
    expect(rateOf(catalog, 'incident', 'catalog', 'UH')).toBeGreaterThan(1);
    expect(rateOf(catalog, 'normal', 'catalog', 'UH')).toBe(0);
    expect(rateOf(shippedObjects(), 'incident', 'catalog', 'UH')).toBe(0);
  });
});
