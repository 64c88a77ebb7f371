// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstPictureScript } from './picture-script';
import { takeDownPicture } from './take-down-picture';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><path d="M0 0L1 1"/></svg>';
const VIEW = 'versionedApp|auto|"quoted" <b>';

let fetched: ReturnType<typeof vi.fn<(path: string, options: RequestInit) => Promise<Response>>>;

function run(answer: () => Promise<Response>): void {
  fetched = vi.fn((_path: string, _options: RequestInit) => answer());
  vi.stubGlobal('fetch', fetched);
  new Function(firstPictureScript(VIEW))();
}

const answering = (picture: string | null) => () => Promise.resolve(Response.json({ picture }));
const shown = () => document.querySelector('[data-first-picture] svg');
const part = (name: string) => document.querySelector<HTMLElement>(`[data-first-${name}]`);

describe('the script of the first picture', () => {
  beforeEach(() => {
    document.body.innerHTML =
      '<div data-first-stage></div><div data-first-strip></div><div data-first-panel></div><div data-first-picture></div>';
    const stage = part('stage') as HTMLElement;
    vi.spyOn(stage, 'getBoundingClientRect').mockReturnValue(new DOMRect(56, 48, 900.4, 600));
    window.history.replaceState(null, '', '/graph?everything=true&from=1');
    localStorage.clear();
  });

  afterEach(() => {
    takeDownPicture();
    vi.unstubAllGlobals();
  });

  it('asks for the address and the size of the stage, and shows the answer there', async () => {
    run(answering(SVG));
    const url = new URL(fetched.mock.calls[0]?.[0] ?? '', 'http://periplus.test');
    expect(url.pathname).toBe('/api/graph/picture');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      address: 'everything=true&from=1',
      width: '900',
      height: '600',
    });
    await vi.waitFor(() => expect(shown()).not.toBeNull());
    expect((shown() as SVGElement).style.left).toBe('56px');
    expect((shown() as SVGElement).style.top).toBe('48px');
  });

  it('stands where panel and strip will leave the stage', () => {
    localStorage.setItem('periplus.panel.graph', '9999');
    localStorage.setItem('periplus.graph.strip', 'folded');
    run(answering(SVG));
    expect(part('panel')?.style.width).toBe('720px');
    expect(part('strip')?.style.height).toBe('32px');
  });

  it('shows nothing where there is nothing to show', async () => {
    for (const answer of [
      answering(null),
      answering('<html xmlns="http://www.w3.org/1999/xhtml"/>'),
      () => Promise.resolve(new Response('{}', { status: 502 })),
      () => Promise.reject(new TypeError('offline')),
    ]) {
      run(answer);
      await fetched.mock.results[0]?.value.catch(() => null);
      await new Promise((resolve) => setTimeout(resolve));
      expect(shown()).toBeNull();
    }
  });

  it('does not ask where cards of this view were put elsewhere, or a view file is being opened', () => {
    localStorage.setItem('periplus.graph.positions', JSON.stringify([[VIEW, { a: [1, 2] }]]));
    run(answering(SVG));
    expect(fetched).not.toHaveBeenCalled();
    localStorage.setItem('periplus.graph.positions', JSON.stringify([['another', { a: [1, 2] }]]));
    run(answering(SVG));
    expect(fetched).toHaveBeenCalledOnce();
    localStorage.setItem('periplus.graph.positions.loaded', '[]');
    run(answering(SVG));
    expect(fetched).not.toHaveBeenCalled();
  });

  it('is given up when the page has its own picture, also while the answer is on its way', async () => {
    run(answering(SVG));
    takeDownPicture();
    expect(fetched.mock.calls[0]?.[1].signal?.aborted).toBe(true);
    await new Promise((resolve) => setTimeout(resolve));
    expect(shown()).toBeNull();
    run(answering(SVG));
    await vi.waitFor(() => expect(shown()).not.toBeNull());
    takeDownPicture();
    expect(shown()).toBeNull();
  });
});
