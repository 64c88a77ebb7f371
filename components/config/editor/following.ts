/** What the page does after a key: a moment later, so that drawing it keeps neither the letter nor the next key waiting. */
import { startTransition } from 'react';

/** One frame with the letter and one with what is found in it. */
const FOLLOW_AFTER_MS = 50;

export interface Follow {
  /** After a key the newest `act` is done a moment later, else at once; one that waits is then dropped. */
  (isTyped: boolean, act: () => void): void;
  /** Drops what waits. */
  end(): void;
}

export function following(): Follow {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let newest: () => void = () => {};
  const end = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const follow = (isTyped: boolean, act: () => void) => {
    newest = act;
    if (!isTyped) {
      end();
      startTransition(act);
      return;
    }
    timer ??= setTimeout(() => {
      timer = null;
      startTransition(() => newest());
    }, FOLLOW_AFTER_MS);
  };
  return Object.assign(follow, { end });
}
