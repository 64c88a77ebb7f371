import { beforeAll, describe, expect, it } from 'vitest';
import { Counters } from './counters';
import { MeshTraffic } from './mesh-traffic';
import { CANARY_GREW, historyLeadingTo, ROLLOUT_BEGAN, ROLLOUT_ENDED } from './past';
import { NOW, ratePerSecond, shippedPast } from './sample-mesh';

const counters = new Counters();
const traffic = new MeshTraffic(shippedPast(), { samples: 100 });

beforeAll(() => {
  traffic.emitters();
}, 60_000);

describe('the past that the demo begins with', () => {
  const called = (workload: string, from: number) =>
    ratePerSecond(
      counters,
      traffic,
      { __name__: 'istio_requests_total', reporter: 'source', destination_workload: workload },
      from,
      from + 300,
    );

  it('tells of a new version that starts beside the old one, which then goes', () => {
    const moments = [ROLLOUT_BEGAN + 600, ROLLOUT_BEGAN - 300, ROLLOUT_ENDED - 300].map(
      (before) => NOW - before,
    );
    const rates = (workload: string) => moments.map((from) => called(workload, from) > 0);
    expect(rates('email-v1')).toEqual([true, true, false]);
    expect(rates('email-v2')).toEqual([false, true, true]);
    const scraped = (workload: string) =>
      moments.map((seconds) => {
        let found = false;
        counters.at(traffic, seconds, ({ pod = '' }) => {
          found ||= pod.startsWith(`${workload}-`);
        });
        return found;
      });
    expect(scraped('email-v1')).toEqual([true, true, false]);
    expect(scraped('email-v2')).toEqual([false, true, true]);
  });

  it('tells of a canary that was given more', () => {
    const share = (from: number) => {
      const [old, canary] = [called('catalog-v1', from), called('catalog-v2', from)];
      return canary / (old + canary);
    };
    expect(share(NOW - CANARY_GREW - 600)).toBeCloseTo(0.1, 1);
    expect(share(NOW - CANARY_GREW + 300)).toBeCloseTo(0.3, 1);
  });

  it('leaves out what the objects do not know', () => {
    const objects = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }];
    expect(historyLeadingTo(1, NOW - 36 * 3600, NOW, objects).segments).toHaveLength(1);
  });
});
