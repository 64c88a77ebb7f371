import { beforeAll, describe, expect, it } from 'vitest';
import { podsAt } from '@/demo/pods/pod-list';
import type { Labels } from '@/demo/traffic/labels';
import { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { NOW, shippedHistory } from '@/demo/traffic/sample-mesh';
import { ResourceMetrics } from './resource-metrics';

const CPU = 'container_cpu_usage_seconds_total';
const MEMORY = 'container_memory_working_set_bytes';
const RESTARTS = 'kube_pod_container_status_restarts_total';

let traffic: MeshTraffic;
const metrics = new ResourceMetrics();

beforeAll(() => {
  traffic = new MeshTraffic(shippedHistory(), { samples: 10 });
});

function valuesAt(seconds: number): Map<Labels, number> {
  const values = new Map<Labels, number>();
  metrics.at(traffic, seconds, (labels, value) => values.set(labels, value));
  return values;
}

describe('resources of the demo', () => {
  it('are three series of each container of each pod, at most 300', () => {
    const labels = [...valuesAt(NOW).keys()];
    expect(labels.length).toBeLessThanOrEqual(300);
    const pods = new Set(labels.map(({ pod }) => pod));
    expect(pods).toEqual(new Set(podsAt(traffic, NOW).map(({ life }) => life.pod)));
    const count = (name: string) => labels.filter(({ __name__ }) => __name__ === name).length;
    expect([count(CPU), count(MEMORY)]).toEqual([count(RESTARTS), count(RESTARTS)]);
  });

  it('tell of each proxy’s certificate, which is renewed half a day before its end', () => {
    const found = [...valuesAt(NOW)].filter(
      ([{ __name__: name }]) => name === 'istio_agent_cert_expiry_seconds',
    );
    expect(found.length).toBeGreaterThan(20);
    for (const [{ pod }, seconds] of found) {
      expect(seconds, pod).toBeGreaterThan(43_000);
      expect(seconds, pod).toBeLessThanOrEqual(86_400);
    }
  });

  it('count CPU that never falls while a container lives', () => {
    const before = valuesAt(NOW);
    const after = valuesAt(NOW + 15);
    for (const [labels, value] of before) {
      const { __name__: name, pod = '', container } = labels;
      // A pod that was replaced in between is another one, and a killed container begins anew.
      if (name !== CPU || pod.startsWith('email-v2') || !after.has(labels)) continue;
      expect(after.get(labels), `${pod} ${container}`).toBeGreaterThan(value);
    }
  });

  it('tell of the container that leaks until it is killed, and of no other restart', () => {
    let most = 0;
    for (let seconds = NOW - 6 * 3600; seconds <= NOW; seconds += 600) {
      for (const [{ __name__: name, pod = '', container }, value] of valuesAt(seconds)) {
        if (name !== RESTARTS) continue;
        if (pod.startsWith('email-v2') && container === 'email') most = Math.max(most, value);
        else expect(value, `${pod} ${container}`).toBe(0);
      }
    }
    expect(most).toBeGreaterThan(2);
  });
});
