/** The page's end of the worker that judges the open text. Where no worker can be had, the server's word remains. */
import { documentCluster } from '@/components/shell/document-cluster';
import type { DeskCheck } from '@/lib/config/draft-desk';
import type { Completion } from '@/lib/config/language/complete';
import type { HoverAnswer } from '@/lib/config/language/hover';
import type { ObjectId } from '@/lib/config/store';
import type { DeskAnswer, DeskQuestion } from './desk-messages';

/** What the editor asks while someone types. */
export interface TextDesk {
  check(text: string): void;
  complete(text: string, offset: number): Promise<Completion | null>;
  hover(text: string, offset: number): Promise<HoverAnswer | null>;
  /** Null where the text cannot be formatted. */
  format(text: string): Promise<string | null>;
  /** Asks whether the mesh has changed. */
  followMesh(): void;
  close(): void;
}

export interface DeskEvents {
  readonly checked: (check: DeskCheck, text: string) => void;
}

type Waiting = (value: Completion | HoverAnswer | string | null) => void;
type Unnumbered<T> = T extends unknown ? Omit<T, 'request'> : never;

export function openDesk(id: ObjectId, events: DeskEvents): TextDesk {
  const worker = startWorker();
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let isBroken = worker === null;

  const post = (question: Unnumbered<DeskQuestion>): number => {
    count += 1;
    worker?.postMessage({ ...question, request: count } satisfies Record<string, unknown>);
    return count;
  };
  const ask = <T extends Completion | HoverAnswer | string>(question: Unnumbered<DeskQuestion>) =>
    new Promise<T | null>((resolve) => {
      if (isBroken) resolve(null);
      else waiting.set(post(question), (value) => resolve(value as T | null));
    });
  const giveUp = () => {
    isBroken = true;
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  };
  if (worker !== null) {
    worker.onmessage = ({ data }: MessageEvent<DeskAnswer>) => {
      if (data.kind === 'checked') events.checked(data.check, data.text);
      const resolve = waiting.get(data.request);
      waiting.delete(data.request);
      resolve?.(data.kind === 'answer' ? data.value : null);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      giveUp();
    };
  }
  post({ kind: 'open', id, cluster: documentCluster });
  post({ kind: 'mesh' });
  return {
    check: (text) => void post({ kind: 'check', text }),
    complete: (text, offset) => ask({ kind: 'complete', text, offset }),
    hover: (text, offset) => ask({ kind: 'hover', text, offset }),
    format: (text) => ask({ kind: 'format', text }),
    followMesh: () => void post({ kind: 'mesh' }),
    close: () => {
      worker?.terminate();
      giveUp();
    },
  };
}

function startWorker(): Worker | null {
  if (typeof Worker === 'undefined') return null;
  return new Worker(new URL('./mesh.worker.ts', import.meta.url));
}
