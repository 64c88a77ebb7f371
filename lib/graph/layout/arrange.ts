/** Any of the layouts by its name, for a worker: positions by its engine, boxes and lines by ours. */
import type { Layout, LayoutInput } from './drawing';
import type { Engine } from './engines/engine';
import { setApart } from './engines/set-apart';
import { finishLayout, placedLayout } from './finish';
import { keepLayout } from './keep';
import { layOut } from './lay-out';
import type { LayoutName } from './names';

export interface ArrangeProgress {
  readonly phase: 'placing' | 'routing';
  /** 0..1 of the phase; null where its engine does not tell. */
  readonly share: number | null;
}

/** Scripts of engines are large: each arrives when it is asked for. */
const ENGINES: Readonly<Record<Exclude<LayoutName, 'layered'>, () => Promise<Engine>>> = {
  dagre: async () => (await import('./engines/dagre')).placeByDagre,
  elk: async () => (await import('./engines/elk')).placeByElk,
  fcose: async () => (await import('./engines/fcose')).placeByFcose,
};

/**
 * Given the picture on screen, what has hardly changed keeps its places, whichever layout drew it. `onPlaced` is told the
 * picture without some or all of its lines where those take longer than the places.
 */
export async function arrange(
  name: LayoutName,
  input: LayoutInput,
  previous: Layout | undefined,
  onProgress: (progress: ArrangeProgress) => void = () => {},
  onPlaced: (layout: Layout) => void = () => {},
): Promise<Layout> {
  if (name === 'layered') return layOut(input, previous, onPlaced);
  const kept = previous === undefined ? null : keepLayout(input, previous);
  if (kept !== null) return kept;
  onProgress({ phase: 'placing', share: null });
  const place = await ENGINES[name]();
  const places = setApart(input, await place(input));
  onPlaced(placedLayout(input, places));
  onProgress({ phase: 'routing', share: 0 });
  return finishLayout(input, places, undefined, (share) => onProgress({ phase: 'routing', share }));
}
