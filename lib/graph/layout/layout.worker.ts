/**
 * Arranges beside the page, so that it stays responsive. One job in; progress, then a picture or a failure out. Of a
 * large picture the places come first: its lines take longer, and from afar they are drawn straight in any case.
 */
import { type ArrangeProgress, arrange } from './arrange';
import type { EdgeRoute, Layout, LayoutInput, Rect } from './drawing';
import type { LayoutName } from './names';

export interface LayoutJob {
  readonly name: LayoutName;
  readonly input: LayoutInput;
  readonly previous: Layout | undefined;
}

export type LayoutReport =
  | { readonly kind: 'progress'; readonly progress: ArrangeProgress }
  /** All but the lines between boxes. */
  | { readonly kind: 'placed'; readonly layout: Layout }
  /** What is new since `placed`: the rest is not sent again, so that the page sees that it is the same. */
  | { readonly kind: 'routed'; readonly edges: ReadonlyMap<string, EdgeRoute>; readonly bounds: Rect }
  | { readonly kind: 'done'; readonly layout: Layout }
  | { readonly kind: 'failed'; readonly reason: string };

self.addEventListener('message', (event: MessageEvent<LayoutJob>) => {
  const { name, input, previous } = event.data;
  const tell = (report: LayoutReport) => self.postMessage(report);
  let placed: Layout | null = null;
  const onPlaced = (layout: Layout) => {
    placed = layout;
    tell({ kind: 'placed', layout });
  };
  arrange(name, input, previous, (progress) => tell({ kind: 'progress', progress }), onPlaced).then(
    (layout) => {
      const { edges, x, y, width, height } = layout;
      if (placed === null) tell({ kind: 'done', layout });
      else tell({ kind: 'routed', edges, bounds: { x, y, width, height } });
    },
    (error: unknown) =>
      tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  );
});
