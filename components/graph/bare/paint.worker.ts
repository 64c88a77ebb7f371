/** Paints away from the page's thread; the answer is the finished picture. */
import { type PaintJob, paint } from './paint';

interface PaintScope {
  onmessage: ((event: MessageEvent<PaintJob>) => void) | null;
  postMessage(picture: ImageBitmap, transfer: Transferable[]): void;
}

// The page's types describe a window; a worker's own scope is the same object with another message port.
const scope = globalThis as unknown as PaintScope;
scope.onmessage = ({ data }) => {
  const picture = paint(data);
  scope.postMessage(picture, [picture]);
};
