/** Arranges beside the page, so that it stays responsive. One job in; progress, then a picture or a failure out. */
import { type ArrangeProgress, arrange } from './arrange';
import type { Layout, LayoutInput } from './drawing';
import type { LayoutName } from './names';

export interface LayoutJob {
  readonly name: LayoutName;
  readonly input: LayoutInput;
  readonly previous: Layout | undefined;
}

export type LayoutReport =
  | { readonly kind: 'progress'; readonly progress: ArrangeProgress }
  | { readonly kind: 'done'; readonly layout: Layout }
  | { readonly kind: 'failed'; readonly reason: string };

self.addEventListener('message', (event: MessageEvent<LayoutJob>) => {
  const { name, input, previous } = event.data;
  const tell = (report: LayoutReport) => self.postMessage(report);
  arrange(name, input, previous, (progress) => tell({ kind: 'progress', progress })).then(
    (layout) => tell({ kind: 'done', layout }),
    (error: unknown) =>
      tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  );
});
