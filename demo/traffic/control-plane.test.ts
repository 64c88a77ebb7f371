import { beforeAll, describe, expect, it } from 'vitest';
import { PROXIED } from '@/demo/world/workloads';
import { ControlPlaneCounters } from './control-plane';
import { beginHistory } from './history';
import { MeshTraffic } from './mesh-traffic';
import { CANARY_GREW } from './past';
import { NOW, shippedPast } from './sample-mesh';

const istiod = new ControlPlaneCounters();
let traffic: MeshTraffic;

beforeAll(() => {
  traffic = new MeshTraffic(shippedPast());
});

/** Sum over the series of a metric, by the labels that are named. */
function at(seconds: number, mesh = traffic): Map<string, number> {
  const found = new Map<string, number>();
  istiod.at(mesh, seconds, (labels, value) => {
    const { __name__: name = '', type, event, le, version, component } = labels;
    const key = [name, type, event, le, name === 'pilot_xds' ? version : undefined, component]
      .filter((part) => part !== undefined)
      .join(' ');
    found.set(key, (found.get(key) ?? 0) + value);
  });
  return found;
}

describe('what istiod says about itself', () => {
  it('knows the version, and every proxy that is connected', () => {
    const now = at(NOW);
    expect(now.get('istio_build pilot')).toBe(1);
    expect(now.get('pilot_xds 1.30.3')).toBe(PROXIED);
  });

  it('pushes to every proxy when the configuration changes, and counts the change', () => {
    const before = at(NOW - CANARY_GREW - 1);
    const after = at(NOW - CANARY_GREW + 1);
    const grew = (key: string) => (after.get(key) ?? 0) - (before.get(key) ?? 0);
    expect(grew('pilot_xds_pushes rds')).toBe(PROXIED);
    expect(grew('pilot_k8s_cfg_events VirtualService update')).toBe(1);
    expect(grew('pilot_push_triggers config')).toBe(1);
    expect(grew('galley_validation_failed')).toBe(1);
  });

  it('keeps its convergence histogram cumulative, with its count in the last bucket', () => {
    const now = at(NOW);
    const buckets = [...now].filter(([key]) => key.startsWith('pilot_proxy_convergence_time_bucket'));
    expect(buckets).toHaveLength(9);
    const values = buckets.map(([, value]) => value);
    expect(values).toEqual([...values].sort((one, other) => one - other));
    expect(values.at(-1)).toBe(now.get('pilot_proxy_convergence_time_count'));
  });

  it('has a root certificate that ends in the weeks to come', () => {
    const expires = at(NOW).get('citadel_server_root_cert_expiry_timestamp') ?? 0;
    expect(expires - NOW).toBeGreaterThan(55 * 86_400);
    expect(expires - NOW).toBeLessThan(125 * 86_400);
  });

  it('is silent where its Deployment is not there', () => {
    const without = new MeshTraffic(
      beginHistory(1, NOW - 3600, [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { namespace: 'istio-system', name: 'istiod' },
          spec: { replicas: 0 },
        },
      ]),
    );
    expect(at(NOW, without).size).toBe(0);
  });
});
