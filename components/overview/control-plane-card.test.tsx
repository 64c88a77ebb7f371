// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, expect, it, vi } from 'vitest';
import type { ControlPlaneAnswer } from '@/lib/health/control-plane-contract';
import { ControlPlaneCard } from './control-plane-card';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const window = { fromSeconds: 1_800_000_000 - 600, toSeconds: 1_800_000_000 };

const answer: ControlPlaneAnswer = {
  window,
  controlPlane: {
    health: { kind: 'degraded', reasons: ['Proxies refused what was pushed to them (LDS)'] },
    figures: {
      instances: 1,
      versions: [
        { component: 'proxy', version: '1.30.3', count: 28 },
        { component: 'pilot', version: '1.30.3', count: 1 },
      ],
      proxiesConnected: 28,
      pushesPerSecond: 0.2,
      pushErrors: null,
      rejections: [{ type: 'lds', count: 2.04 }],
      convergenceMs: { p50: 60, p99: 1320 },
      configRejections: 3.01,
      configChanges: 4,
      services: 32,
      virtualServices: 10,
      rootCertificateExpiresSeconds: window.toSeconds + 97.5 * 86_400,

      workloadCertificates: [],
      certificateFailures: null,
      injectionFailures: null,
    },
  },
  warnings: [],
};

function draw(...responses: Response[]) {
  const fetch = vi.fn(async () => responses.shift() ?? Response.json(answer));
  vi.stubGlobal('fetch', fetch);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <ControlPlaneCard />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  return fetch;
}

const figureOf = async (name: string) => {
  const term = await screen.findByText(name);
  return term.parentElement?.querySelector('dd')?.textContent;
};

it('shows the figures, whole events, and why it is not well', async () => {
  draw();
  expect(screen.getByRole('status').textContent).toContain('Loading');
  expect(await figureOf('Proxies')).toBe('28');
  expect(await figureOf('Version')).toBe('1.30.3');
  expect(await figureOf('Refused')).toBe('2');
  expect(await figureOf('Config refused')).toBe('3');
  expect(await figureOf('Root certificate')).toBe('in 97 days');
  expect(screen.getByText('degraded')).toBeTruthy();
  expect(screen.getByText(/Proxies refused what was pushed/)).toBeTruthy();
});

it('says what is missing where there are no metrics of a control plane', async () => {
  draw(Response.json({ ...answer, controlPlane: null }));
  expect(await screen.findByText(/No metrics of istiod here/)).toBeTruthy();
});

it('says what failed, and asks again when told to', async () => {
  const problem = { code: 'source-timeout', message: 'Prometheus did not answer within 10 s.' };
  const fetch = draw(Response.json(problem, { status: 504 }));
  fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await figureOf('Proxies')).toBe('28');
  expect(fetch).toHaveBeenCalledTimes(2);
});
