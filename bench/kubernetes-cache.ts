/** A process that follows the cluster at an address, and prints as JSON how long that took and what it costs. */
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { kubernetesClient } from '@/lib/kubernetes/client';
import { WatchCache } from '@/lib/kubernetes/watch-cache';

const [address = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const client = kubernetesClient({
  title: 'the cluster',
  ownNamespace: async () => null,
  connection: async () => ({ url: new URL(address), headers: {}, agent }),
});

function megabytes(): { heap: number; rss: number } {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: (heapUsed + external) / 1e6, rss: rss / 1e6 };
}

const before = megabytes();
const startedAt = performance.now();
const startedCpu = process.cpuUsage();
const cache = new WatchCache({ client, namespaces: async () => [] });
cache.start();
const { objects } = await cache.snapshot();
const readMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(startedCpu);
const after = megabytes();

/** Seconds of changes that are measured. */
const SECONDS = 20;
process.stdout.write('following\n');
await wait(1000);
const cpuBefore = process.cpuUsage();
const from = performance.now();
await wait(SECONDS * 1000);
const cpu = process.cpuUsage(cpuBefore);
const share = (cpu.user + cpu.system) / 1000 / (performance.now() - from);
console.log(
  JSON.stringify({
    objects: objects.length,
    readMs,
    readCpuMs: (user + system) / 1000,
    heapMb: after.heap - before.heap,
    rssMb: megabytes().rss,
    share,
  }),
);
process.exit(0);
