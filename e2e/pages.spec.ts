/** Every page, in both themes: it says what it should, without errors, policy violations or grave accessibility findings. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

interface PageUnderTest {
  readonly name: string;
  readonly path: string;
  /** Resolves when the content is there. */
  readonly ready: (page: Page) => Promise<void>;
}

const visible = (page: Page, text: string | RegExp) => expect(page.getByText(text).first()).toBeVisible();

const PAGES: readonly PageUnderTest[] = [
  { name: 'overview', path: '/', ready: (page) => visible(page, /Needs attention|All .*healthy/) },
  {
    name: 'graph',
    path: '/graph?namespaces=bookinfo&table=true',
    ready: (page) => expect(page.getByRole('row', { name: /productpage v1 → details/ })).toBeVisible(),
  },
  {
    name: 'traces',
    path: '/traces?service=productpage.bookinfo',
    ready: (page) => visible(page, /traces? found/),
  },
  {
    name: 'configuration',
    path: '/config',
    ready: (page) => expect(page.getByRole('link', { name: 'reviews' }).first()).toBeVisible(),
  },
  {
    name: 'object',
    path: '/config/networking.istio.io/VirtualService/bookinfo/reviews',
    ready: (page) => visible(page, 'Decides where requests for'),
  },
  {
    name: 'explore',
    path: `/explore?last=1800&${new URLSearchParams({ expr: 'sum by (destination_service_name) (rate(istio_requests_total[5m]))' })}`,
    ready: (page) => visible(page, /series in \d+ ms/),
  },
  {
    name: 'mesh',
    path: '/mesh',
    ready: (page) =>
      expect(page.getByRole('region', { name: 'Mesh settings' })).toContainText('cluster.local'),
  },
  {
    name: 'connection check',
    path: '/mesh/check',
    ready: (page) => expect(page.getByRole('region', { name: 'Jaeger' })).toContainText('Newest trace'),
  },
  {
    name: 'workloads',
    path: '/workloads',
    ready: (page) => expect(page.getByRole('link', { name: 'reviews-v1' })).toBeVisible(),
  },
  {
    name: 'workload',
    path: '/workloads/shop/checkout',
    ready: (page) => visible(page, 'Configuration that applies'),
  },
  {
    name: 'missing page',
    path: '/nothing-here',
    ready: (page) => visible(page, /no page at this address/i),
  },
];

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    for (const { name, path, ready } of PAGES) {
      test(`${name} is there and accessible`, async ({ signedInAs, expectAccessible, consoleGate }) => {
        if (name === 'missing page') consoleGate.allow(/404/);
        const page = await signedInAs('admin');
        await page.goto(path);
        await ready(page);
        await expectAccessible(page);
      });
    }

    test('sign-in is there and accessible', async ({ page, expectAccessible }) => {
      await page.goto('/login');
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
      await expectAccessible(page);
    });

    test('a trace is there and accessible', async ({ signedInAs, expectAccessible }) => {
      const page = await signedInAs('viewer');
      const found = await page.request.get('/api/traces?service=productpage.bookinfo&limit=1&last=600');
      const { traces } = (await found.json()) as { traces: { traceId: string }[] };
      await page.goto(`/traces/${traces[0]?.traceId}`);
      await expect(page.getByRole('treegrid')).toBeVisible();
      await expectAccessible(page);
    });
  });
}
