import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { EventAnswer, EventsAnswer } from '@/lib/events/contract';
import { EventsCard } from './events-card';

const ABOUT = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'cart' };

function event(own: Partial<EventAnswer>): EventAnswer {
  const about = { kind: 'Deployment', name: 'cart' };
  const told = {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: 'Scaled up',
    count: 1,
    from: 'deployment-controller',
  };
  return { id: 'a', ...told, firstSeconds: null, lastSeconds: Date.now() / 1000 - 120, about, ...own };
}

function show(answer: EventsAnswer, onlyIfAny = false) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return Response.json(answer);
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  const view = render(
    <QueryClientProvider client={client}>
      <EventsCard about={ABOUT} onlyIfAny={onlyIfAny} />
    </QueryClientProvider>,
  );
  return { ...view, asked };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('tells what was noted, how often, how long ago and about which of its pods', async () => {
  const { asked } = show({
    events: [
      event({
        id: 'b',
        type: 'Warning',
        reason: 'BackOff',
        count: 7,
        about: { kind: 'Pod', name: 'cart-x' },
      }),
      event({}),
    ],
    because: null,
    isCut: false,
  });
  expect(await screen.findByText('BackOff')).toBeTruthy();
  expect(screen.getByLabelText('Warning')).toBeTruthy();
  expect(screen.getByText('× 7')).toBeTruthy();
  expect(screen.getByText('cart-x')).toBeTruthy();
  expect(screen.getAllByText('2 min ago')).toHaveLength(2);
  expect(asked[0]).toBe('/api/events?group=apps&kind=Deployment&name=cart&namespace=shop');
});

it('shows six, and the rest when asked', async () => {
  const events = Array.from({ length: 9 }, (_, at) => event({ id: String(at), reason: `Reason${at}` }));
  show({ events, because: null, isCut: false });
  expect(await screen.findAllByRole('listitem')).toHaveLength(6);
  fireEvent.click(screen.getByRole('button', { name: 'All 9' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(9);
});

it('says why there is nothing to show', async () => {
  show({ events: null, because: 'The right to list events is missing.', isCut: false });
  expect(await screen.findByText('The right to list events is missing.')).toBeTruthy();
});

it('shows nothing where no cluster is connected', async () => {
  const { asked, container } = show({ events: null, because: '', isCut: false });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(container.textContent).toBe('');
});

it('can leave out that there is nothing', async () => {
  const { asked, container } = show({ events: [], because: null, isCut: false }, true);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(container.textContent).toBe('');
});
