/** The viewer over answers of the API as they come: lines in the order they were merged in, one opened, one filtered. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip';
import { type LogEvent, type PodsAnswer, podsAnswerSchema } from '@/lib/logs/contract';
import { LogViewer } from './log-viewer';

const container = { because: null, restarts: 0, hasPrevious: false, state: 'running' as const };
const pod = (name: string): PodsAnswer['pods'][number] => ({
  ...{ namespace: 'shop', name, workload: 'cart', phase: 'Running', ip: null, node: null },
  startedAtSeconds: null,
  proxy: 'sidecar',
  containers: [
    { name: 'app', role: 'application', ...container },
    { name: 'istio-proxy', role: 'proxy', ...container },
  ],
});
const pods = podsAnswerSchema.parse({ pods: [pod('cart-1'), pod('cart-2')] });

const at = (seconds: number) => Date.UTC(2026, 0, 2, 3, 4, seconds);
const ACCESS =
  '[2026-01-02T03:04:05.000Z] "GET /cart HTTP/1.1" 503 UO upstream_reset{overflow} - "-" 0 81 4 - "-" "curl" ' +
  '"0f3c" "stock.shop.svc.cluster.local:8080" "-" outbound|8080||stock.shop.svc.cluster.local - 10.0.0.1:8080 10.0.0.2:5 - default';
const FIRST: readonly LogEvent[] = [
  { kind: 'line', source: 0, timeMs: at(1), text: 'level=info msg=started' },
  { kind: 'line', source: 2, timeMs: at(2), text: '{"level":"warn","msg":"slow","order":"7<b>8</b>"}' },
  { kind: 'line', source: 1, timeMs: at(5), text: ACCESS },
];

/** What the stream sends next; each test writes to it. */
let send: (...events: readonly LogEvent[]) => void;
let asked: URL[];
let close: () => void;

beforeEach(() => {
  asked = [];
  // Rows are drawn for a list that has a height, which jsdom does not give.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(22);
  HTMLElement.prototype.scrollTo = () => undefined;
  vi.stubGlobal('fetch', async (path: string) => {
    const url = new URL(path, 'http://localhost');
    asked.push(url);
    if (url.pathname === '/api/logs/pods') return Response.json(pods);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const bytes = new TextEncoder();
        send = (...events) => {
          for (const event of events) controller.enqueue(bytes.encode(`${JSON.stringify(event)}\n`));
        };
        close = () => controller.close();
      },
    });
    return new Response(body);
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function show() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <TooltipProvider>
          <LogViewer namespace="shop" workload="cart" />
        </TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  await waitFor(() => expect(asked.some(({ pathname }) => pathname === '/api/logs')).toBe(true));
}

// By selectors, since asking jsdom for roles costs it most of a second each time.
const list = () => screen.getByLabelText('Lines of the log; arrow keys choose one');
const rows = () => [...list().querySelectorAll('[data-index]')].map((row) => row.textContent);

it('reads the application and the proxy of every pod, and shows their lines as they were merged', async () => {
  await show();
  const logs = asked.find(({ pathname }) => pathname === '/api/logs');
  expect(logs?.searchParams.get('sources')).toBe(
    'cart-1/app,cart-1/istio-proxy,cart-2/app,cart-2/istio-proxy',
  );
  expect(logs?.searchParams.get('follow')).toBe('true');
  act(() => send(...FIRST));
  await waitFor(() => expect(rows()).toHaveLength(3));
  expect(rows()[0]).toContain('1 app');
  expect(rows()[1]).toContain('2 app');
  expect(rows()[2]).toMatch(/1 istio-proxy.*503 UO {2}GET \/cart {2}4 ms/);
});

it('follows: what is written later arrives below', async () => {
  await show();
  act(() => send(...FIRST));
  await waitFor(() => expect(rows()).toHaveLength(3));
  expect(document.querySelector('[role="status"]')?.textContent).toBe('Following');
  act(() => send({ kind: 'line', source: 3, timeMs: at(9), text: 'later' }));
  await waitFor(() => expect(rows()[3]).toContain('later'));
});

it('shows what is looked for, of how many, and what is wrong with a pattern', async () => {
  await show();
  act(() => send(...FIRST));
  await waitFor(() => expect(rows()).toHaveLength(3));
  const find = screen.getByLabelText('Find in these lines');
  fireEvent.change(find, { target: { value: 'slow' } });
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(screen.getByText('1 of 3')).toBeTruthy();
  fireEvent.click(screen.getByLabelText('Read it as an RE2 pattern'));
  fireEvent.change(find, { target: { value: 'GET /(' } });
  expect(await screen.findByText(/no pattern that RE2 reads/)).toBeTruthy();
  expect(rows()).toHaveLength(3);
});

it('says so where no line fits, and where a container wrote nothing', async () => {
  await show();
  act(() => send(...FIRST));
  await waitFor(() => expect(rows()).toHaveLength(3));
  fireEvent.change(screen.getByLabelText('Find in these lines'), { target: { value: 'nowhere' } });
  expect(await screen.findByText('No line fits')).toBeTruthy();
  cleanup();
  asked = [];
  await show();
  act(() => {
    send({ kind: 'end', because: 'complete', message: 'That is all.' });
    close();
  });
  expect(await screen.findByText('Nothing was written')).toBeTruthy();
});

it('opens a request: its flag and its cluster in words, and the ways to its trace, the graph and its route', async () => {
  await show();
  act(() => send(...FIRST));
  await waitFor(() => expect(rows()).toHaveLength(3));
  fireEvent.keyDown(list(), { key: 'End' });
  const chosen = within(screen.getByLabelText('The chosen line'));
  expect(chosen.getByText('Request', { selector: 'h3' })).toBeTruthy();
  expect(chosen.getByText('Sent to stock.shop.svc.cluster.local, port 8080.')).toBeTruthy();
  expect(chosen.getByText('UO').nextSibling?.textContent).toMatch(/connection pool/);
  const href = (name: string) => chosen.getByText(name, { selector: 'a' }).getAttribute('href') ?? '';
  expect(decodeURIComponent(href('Trace'))).toContain('x-request-id=0f3c');
  expect(decodeURIComponent(href('On the graph')).replaceAll('+', ' ')).toContain('service = stock');
  expect(href('Its route')).toMatch(/^\/config/);
  fireEvent.keyDown(list(), { key: 'Escape' });
  expect(screen.queryByLabelText('The chosen line')).toBeNull();
});

it('opens a line of JSON field by field, and takes none of it for markup', async () => {
  await show();
  act(() => send(...FIRST));
  await waitFor(() => expect(rows()).toHaveLength(3));
  fireEvent.keyDown(list(), { key: 'Home' });
  fireEvent.keyDown(list(), { key: 'ArrowDown' });
  const chosen = within(screen.getByLabelText('The chosen line'));
  expect(chosen.getByText('order').nextSibling?.textContent).toBe('7<b>8</b>');
});

it('says where it was cut, and goes on when asked', async () => {
  await show();
  act(() => {
    send(...FIRST, { kind: 'end', because: 'bytes', message: 'Cut after 32 MB.' });
    close();
  });
  expect(await screen.findByText('Cut after 32 MB.')).toBeTruthy();
  const before = asked.length;
  fireEvent.click(screen.getByText('Go on'));
  await waitFor(() => expect(asked.length).toBe(before + 1));
});

it('says of which container nothing can be read, and shows the others', async () => {
  await show();
  const because = { code: 'forbidden', message: 'The right to read logs is missing.', hint: null };
  act(() => send({ kind: 'notice', source: 3, ...because }, ...FIRST));
  expect((await screen.findByText(/2 istio-proxy: The right to read logs/)).getAttribute('role')).toBe(
    'alert',
  );
  expect(rows()).toHaveLength(3);
});

it('says how much of a long line was left out, and which bytes were no text', async () => {
  await show();
  act(() =>
    send({ kind: 'line', source: 0, timeMs: at(1), text: 'begin', cutBytes: 1_000_000, binary: true }),
  );
  await waitFor(() => expect(rows()[0]).toContain('1,000,000 bytes left out'));
  expect(rows()[0]).toContain('binary');
});
