import { beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as metrics } from '@/app/api/metrics/route';
import { GET as namespaces } from '@/app/api/namespaces/route';
import { requestAs, useTestEnvironment } from '@/lib/http/test-requests';
import { GET as picture } from './picture/route';
import { GET as graph } from './route';

vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => {
  useTestEnvironment();
});

const routes = { graph, metrics, namespaces, 'graph/picture': picture };

async function ask(route: keyof typeof routes, search: string) {
  const response = await routes[route](await requestAs('viewer', `/api/${route}?${search}`));
  return { status: response.status, problem: (await response.json()) as Record<string, unknown> };
}

describe('bad input', () => {
  it.each([
    ['graph', 'type=pie', 'type'],
    ['graph', 'latency=p42', 'latency'],
    ['graph', 'serviceNodes=maybe', 'serviceNodes'],
    ['graph', 'last=1', 'scrape'],
    ['graph', 'from=200&to=100', 'reversed'],
    ['graph', 'from=9999999000&to=9999999999', 'future'],
    ['graph', 'from=100', 'to'],
    ['graph', 'namespaces=no%22t', 'namespace'],
    ['metrics', 'step=0', 'step'],
    ['metrics', 'last=31536000&step=1', '11000'],
    ['metrics', 'node=nonsense', 'no id of a node'],
    ['metrics', 'source=wl/c/n/a', 'target'],
    ['metrics', 'protocol=udp', 'protocol'],
    ['namespaces', 'last=abc', 'seconds'],
    ['graph/picture', 'address=everything%3Dtrue&width=900', 'height'],
    ['graph/picture', 'address=everything%3Dtrue&width=9&height=600', 'less than 50 pixels'],
    ['graph/picture', 'address=everything%3Dtrue&width=900&height=60000', 'more than 20000 pixels'],
    ['graph/picture', 'address=everything%3Dtrue%26last%3D1&width=900&height=600', 'scrape'],
    ['graph/picture', 'address=namespaces%3Dno%2522t&width=900&height=600', 'namespace'],
    ['namespaces', 'from=200&to=100', 'reversed'],
  ] as const)('of /api/%s?%s is named', async (route, search, named) => {
    const { status, problem } = await ask(route, search);
    expect(status).toBe(400);
    expect(problem.code).toBe('bad-request');
    expect(JSON.stringify(problem)).toContain(named);
  });
});

describe('without Prometheus', () => {
  it.each(['graph', 'metrics', 'namespaces'] as const)(
    '/api/%s says which source is down and what to do',
    async (route) => {
      const { status, problem } = await ask(route, 'last=600');
      expect(status).toBeGreaterThanOrEqual(502);
      expect(problem).toMatchObject({ code: 'source-unreachable', source: 'prometheus' });
      expect(problem.message).toContain('http://127.0.0.1:1/prometheus');
      expect(problem.hint).toContain('PERIPLUS_PROMETHEUS_URL');
    },
  );
});

describe('a picture', () => {
  const ask = async (address: string) => {
    const query = new URLSearchParams({ address, width: '900', height: '600' });
    return (await picture(await requestAs('viewer', `/api/graph/picture?${query}`))).json();
  };

  it('is not drawn, and nothing asked, of a view that depends on more than one answer', async () => {
    expect(await ask('everything=true&hide=reviews')).toEqual({ picture: null });
    expect(await ask('last=600')).toEqual({ picture: null });
  });

  it('fails with its source', async () => {
    expect(await ask('everything=true')).toMatchObject({ code: 'source-unreachable', source: 'prometheus' });
  });
});
