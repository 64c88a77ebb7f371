import { expect, it } from 'vitest';
import type { ContainerUsageQuery, PodUsage } from '@/lib/metrics/resources';
import { loadUsage } from './load-usage';

const pod = (namespace: string, name: string): PodUsage => ({
  namespace,
  pod: name,
  cpuCores: 1,
  memoryBytes: 1,
  restarts: 0,
  restartsInWindow: 0,
});

it('asks for all pods that the workloads had in the window, by the names that Kubernetes gives them', async () => {
  const asked: ContainerUsageQuery[] = [];
  const answer = await loadUsage(
    {
      series: { scrapeIntervalSeconds: async () => 15 },
      resources: {
        pods: async () => [
          pod('shop', 'cart-7d4b9c6f5d-x2x4z'),
          pod('shop', 'cart-6c5b8d7f9b-b7k9m'),
          // Of another workload whose name begins alike, and of another namespace.
          pod('shop', 'cart-db-0'),
          pod('other', 'cart-7d4b9c6f5d-x2x4z'),
        ],
        overTime: async (query) => {
          asked.push(query);
          return { cpuCores: [{ container: 'app', points: [[900, 0.5]] }], memoryBytes: [] };
        },
      },
    },
    { namespace: 'shop', workloads: ['cart'], window: { fromSeconds: 0, toSeconds: 900 } },
  );
  expect(asked.map(({ pods, stepSeconds }) => [pods, stepSeconds])).toEqual([
    [['cart-6c5b8d7f9b-b7k9m', 'cart-7d4b9c6f5d-x2x4z'], 15],
  ]);
  expect(answer).toMatchObject({
    pods: ['cart-6c5b8d7f9b-b7k9m', 'cart-7d4b9c6f5d-x2x4z'],
    cpuCores: [{ name: 'app', points: [[900, 0.5]] }],
    memoryBytes: [],
  });
});
