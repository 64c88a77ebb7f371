import { describe, expect, it } from 'vitest';
import type { SimulationAnswer } from '@/lib/config/simulation/contract';
import { spanStory } from './span-story';

const place = (kind: string, name: string) => ({ object: { kind, name }, line: 12, isDraft: false });

function answer(route: object): Pick<SimulationAnswer, 'route'> {
  const nothing = { delay: null, abort: null, timeout: null, retries: null };
  const plain = { places: nothing, forwarding: null, destinations: [] };
  return { route: { ...plain, ...route } } as unknown as Pick<SimulationAnswer, 'route'>;
}

const texts = (attributes: Record<string, string>, of: Pick<SimulationAnswer, 'route'> | null) =>
  spanStory(attributes, of).map(({ text }) => text);

describe('what a proxy did to a request', () => {
  it('names the rule that injects a delay, and says when it is gone', () => {
    const delay = place('VirtualService', 'ratings');
    const rule = answer({
      places: { delay },
      forwarding: { fault: { delay: { seconds: 2, share: 1 }, abort: null } },
    });
    const [line] = spanStory({ response_flags: 'DI' }, rule);
    expect(line).toEqual({ text: 'Delay of 2.00 s injected by VirtualService ratings.', place: delay });
    expect(texts({ response_flags: 'DI' }, answer({}))).toEqual([
      'A delay was injected; the rule that did it is not there any more.',
    ]);
    expect(texts({ response_flags: 'DI' }, null)).toEqual(['A delay was injected.']);
  });

  it('names the timeout and the connection pool', () => {
    const vs = place('VirtualService', 'shop');
    expect(
      texts(
        { response_flags: 'UT' },
        answer({ places: { timeout: vs }, forwarding: { timeoutSeconds: 0.5 } }),
      ),
    ).toEqual(['Given up after the timeout of 500 ms of VirtualService shop.']);
    const limits = { poolPlace: place('DestinationRule', 'cart'), outlierPlace: null };
    expect(texts({ response_flags: 'UO' }, answer({ destinations: [{ limits }] }))).toEqual([
      'Turned away by the connection pool of DestinationRule cart.',
    ]);
  });

  it('counts retries beside what is set now', () => {
    const retries = { attempts: 2, isDefault: true };
    expect(texts({ 'retry.count': '1' }, answer({ forwarding: { retries } }))).toEqual([
      "Tried again once (now: Istio's default, up to 2 retries).",
    ]);
    expect(texts({ 'retry.count': 'x', response_flags: '-' }, null)).toEqual([]);
  });
});
