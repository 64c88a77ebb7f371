import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { replaceProcessWide } from '@/lib/process-wide';
import { observed } from './observed';
import { sourceStates } from './states';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] });
  replaceProcessWide('upstream-calls', undefined);
});

afterEach(() => {
  vi.useRealTimers();
});

/** A source that answers, or fails, as told. */
function source() {
  const behaviour = { calls: 0, fail: false };
  const port = observed('jaeger', {
    services: async () => {
      behaviour.calls += 1;
      if (behaviour.fail) throw new Fault('source-unreachable', 'Jaeger refused the connection.');
      return { warnings: [] };
    },
  });
  return { behaviour, probe: { source: 'jaeger' as const, call: () => port.services() }, port };
}

describe('sourceStates', () => {
  it('asks a source that was not asked lately, once for everybody', async () => {
    const { behaviour, probe } = source();
    const [first, second] = await Promise.all([sourceStates([probe]), sourceStates([probe])]);
    expect(first).toMatchObject([{ source: 'jaeger', state: 'ok' }]);
    expect(second).toEqual(first);
    expect(behaviour.calls).toBe(1);
  });

  it('asks nothing while real calls tell enough', async () => {
    const { behaviour, probe, port } = source();
    await port.services();
    vi.setSystemTime(Date.now() + 30_000);
    expect(await sourceStates([probe])).toMatchObject([{ state: 'ok' }]);
    expect(behaviour.calls).toBe(1);
    vi.setSystemTime(Date.now() + 31_000);
    await sourceStates([probe]);
    expect(behaviour.calls).toBe(2);
  });

  it('tells of a failure with its reason, and of the recovery soon after', async () => {
    const { behaviour, probe } = source();
    behaviour.fail = true;
    expect(await sourceStates([probe])).toMatchObject([
      { state: 'down', reason: 'Jaeger refused the connection.', latencyMs: null },
    ]);
    behaviour.fail = false;
    expect(await sourceStates([probe])).toMatchObject([{ state: 'down' }]);
    vi.setSystemTime(Date.now() + 11_000);
    expect(await sourceStates([probe])).toMatchObject([{ state: 'ok' }]);
  });

  it('does not count what the browser took back against the source', async () => {
    const cancelled = observed('jaeger', {
      services: async () => {
        throw new DOMException('gone', 'AbortError');
      },
    });
    const { probe } = source();
    await sourceStates([probe]);
    await expect(cancelled.services()).rejects.toThrow('gone');
    expect(await sourceStates([probe])).toMatchObject([{ state: 'ok' }]);
  });
});

describe('observed', () => {
  it('passes results, errors, arguments and other members unchanged', async () => {
    const port = observed('manifests', {
      folder: '/mesh',
      add: (a: number, b: number) => a + b,
      get: async (name: string) => ({ name, warnings: ['half of it is missing'] }),
    });
    expect(port.folder).toBe('/mesh');
    expect(port.add(1, 2)).toBe(3);
    expect(await port.get('x')).toEqual({ name: 'x', warnings: ['half of it is missing'] });
    const probe = { source: 'manifests' as const, call: () => port.get('x') };
    expect(await sourceStates([probe])).toMatchObject([
      { state: 'partial', reason: 'half of it is missing' },
    ]);
  });
});
