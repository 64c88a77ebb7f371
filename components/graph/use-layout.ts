'use client';
/** The picture on screen: elements and their places, which change together and only when the graph does. */
import { useEffect, useRef, useState } from 'react';
import type { Layout, LayoutInput } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import type { GraphElements } from './elements';

/** Up to here a layout takes less than a frame or two. */
const MOST_ON_MAIN_THREAD = 300;

export interface Picture {
  readonly elements: GraphElements;
  readonly layout: Layout;
  /** Counts full layouts: when it changes, the whole picture is to be shown again. */
  readonly generation: number;
}

/** `arrangement` names what may rearrange the picture (type, boxes, scope, a request): a new name starts from nothing. */
export function usePicture(
  elements: GraphElements | null,
  input: LayoutInput | null,
  arrangement: string,
): Picture | null {
  const [picture, setPicture] = useState<Picture | null>(null);
  const known = useRef({ signature: '', arrangement: '' });
  const latest = useRef<Picture | null>(null);
  latest.current = picture;
  useEffect(() => {
    if (elements === null || input === null) return;
    const before = latest.current;
    const signature = signatureOf(input);
    const same =
      before !== null && known.current.signature === signature && known.current.arrangement === arrangement;
    if (same) {
      setPicture({ ...before, elements });
      return;
    }
    const anew = before === null || known.current.arrangement !== arrangement;
    const show = (layout: Layout) => {
      known.current = { signature, arrangement };
      setPicture({ elements, layout, generation: (before?.generation ?? 0) + (anew ? 1 : 0) });
    };
    return compute(input, anew ? undefined : before.layout, show);
  }, [elements, input, arrangement]);
  return picture;
}

/** Calls back with the layout; the returned function forgets about it. */
function compute(
  input: LayoutInput,
  previous: Layout | undefined,
  done: (layout: Layout) => void,
): () => void {
  if (input.nodes.length <= MOST_ON_MAIN_THREAD) {
    done(layOut(input, previous));
    return () => {};
  }
  const worker = new Worker(new URL('../../lib/graph/layout/layout.worker.ts', import.meta.url));
  worker.onmessage = (event: MessageEvent<Layout>) => {
    done(event.data);
    worker.terminate();
  };
  // A browser that cannot start the worker still gets its picture.
  worker.onerror = () => {
    worker.terminate();
    done(layOut(input, previous));
  };
  worker.postMessage({ input, previous });
  return () => worker.terminate();
}

function signatureOf(input: LayoutInput): string {
  const nodes = input.nodes.map(({ id, width, height, box }) => `${id} ${width} ${height} ${box}`).sort();
  const boxes = input.boxes.map(({ id, parent }) => `${id} ${parent}`).sort();
  const edges = input.edges.map(({ id }) => id).sort();
  return [input.columnGap, ...nodes, '|', ...boxes, '|', ...edges].join('\n');
}
