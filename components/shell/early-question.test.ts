import { afterEach, describe, expect, it, vi } from 'vitest';
import { earlyQuestionScript, hasAskedEarly, takeEarlyResponse } from './early-question';

const PATH = '/api/graph?last=600';

function ask(path: string) {
  const fetched = vi.fn((_path: string, _options: RequestInit) => Promise.resolve(new Response('early')));
  vi.stubGlobal('fetch', fetched);
  new Function(earlyQuestionScript({ path, accept: 'text/plain' }))();
  return fetched;
}

describe('the early question', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    globalThis.periplusAsked = undefined;
  });

  it('is asked as the page would ask it, and its answer is taken once', async () => {
    const fetched = ask(PATH);
    expect(fetched).toHaveBeenCalledOnce();
    expect(fetched.mock.calls[0]?.[0]).toBe(PATH);
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({
      headers: { Accept: 'text/plain' },
      credentials: 'same-origin',
      cache: 'no-store',
    });
    expect(hasAskedEarly()).toBe(true);
    expect(await (await takeEarlyResponse(PATH))?.text()).toBe('early');
    expect(hasAskedEarly()).toBe(false);
    expect(takeEarlyResponse(PATH)).toBeNull();
  });

  it('is given up where something else is asked', () => {
    const fetched = ask(PATH);
    expect(takeEarlyResponse('/api/graph?last=60')).toBeNull();
    expect(fetched.mock.calls[0]?.[1].signal?.aborted).toBe(true);
    expect(takeEarlyResponse(PATH)).toBeNull();
  });

  it('is given up with whoever took it', () => {
    const fetched = ask(PATH);
    const reader = new AbortController();
    expect(takeEarlyResponse(PATH, reader.signal)).not.toBeNull();
    reader.abort();
    expect(fetched.mock.calls[0]?.[1].signal?.aborted).toBe(true);
  });

  it('cannot end the script that it stands in', () => {
    const script = earlyQuestionScript({ path: '/api/graph?x=</script><script>', accept: '*/*' });
    expect(script).not.toContain('<');
  });

  it('may fail before anybody looks at it', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    new Function(earlyQuestionScript({ path: PATH, accept: '*/*' }))();
    await expect(takeEarlyResponse(PATH)).rejects.toThrow('offline');
  });
});
