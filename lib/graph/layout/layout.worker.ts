/** Lays large graphs out beside the page, so that it stays responsive. One message in, one out. */
import type { Layout, LayoutInput } from './drawing';
import { layOut } from './lay-out';

export interface LayoutJob {
  readonly input: LayoutInput;
  readonly previous: Layout | undefined;
}

self.onmessage = (event: MessageEvent<LayoutJob>) => {
  self.postMessage(layOut(event.data.input, event.data.previous));
};
