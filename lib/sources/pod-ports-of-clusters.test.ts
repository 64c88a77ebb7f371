import { expect, it } from 'vitest';
import type { PodPorts } from './pod-ports';
import { podPortsOfClusters } from './pod-ports-of-clusters';

function cluster(name: string, pods: readonly string[]) {
  const asked: string[] = [];
  const ports = {
    pods: { pods: async () => pods.map((pod) => ({ name: pod })) },
    logs: {
      open: async ({ pod }: { pod: string }) => {
        asked.push(pod);
        return name;
      },
    },
    proxies: { synchronisation: async () => ({ answers: [name], silent: [] }) },
    events: { of: async () => ({ events: [name], isCut: false }) },
  } as unknown as PodPorts;
  const cache = {
    find: (_: string, kind: string, __: string | null, of: string) => (pods.includes(of) ? { kind } : null),
  };
  return { asked, of: { ports, cache: cache as never } };
}

it('reads the log of a pod in the cluster that has it, and of an unknown one in the first', async () => {
  const [east, west] = [cluster('east', ['a']), cluster('west', ['b'])];
  const { logs } = podPortsOfClusters([east.of, west.of]);
  const read = (pod: string) => logs.open({ namespace: 'shop', pod } as never, new AbortController().signal);
  expect(await read('b')).toBe('west');
  expect(await read('a')).toBe('east');
  expect(await read('gone')).toBe('east');
  expect(west.asked).toEqual(['b']);
});

it('lists the pods of all, asks every control plane, and goes on without one that is away', async () => {
  const [east, west] = [cluster('east', ['z']), cluster('west', ['b'])];
  const all = podPortsOfClusters([east.of, west.of]);
  expect((await all.pods.pods('shop', null)).map(({ name }) => name)).toEqual(['b', 'z']);
  expect((await all.proxies.synchronisation()).answers).toEqual(['east', 'west']);
  west.of.ports.pods.pods = async () => Promise.reject(new Error('away'));
  expect((await all.pods.pods('shop', null)).map(({ name }) => name)).toEqual(['z']);
  east.of.ports.pods.pods = west.of.ports.pods.pods;
  await expect(all.pods.pods('shop', null)).rejects.toThrow('away');
});
