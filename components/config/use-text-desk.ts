'use client';
/** The worker that judges the open text, for as long as the object is open, and kept in step with the stored mesh. */
import { useEffect, useRef, useState } from 'react';
import type { DeskCheck } from '@/lib/config/draft-desk';
import { objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { openDesk, type TextDesk } from './editor/desk-client';
import { following } from './editor/following';

const FOLLOW_EVERY_MS = 30_000;

export interface DeskState {
  readonly desk: () => TextDesk | null;
  /** The newest check, with the text that it is of. */
  readonly checked: { readonly check: DeskCheck; readonly text: string } | null;
}

/**
 * `text` is what the desk begins with; the editor hands it every later one itself, before the page renders it.
 * `storedVersion` tells that this page has saved something. `onChecked` hears of a check before the page does.
 */
export function useTextDesk(
  id: ObjectId,
  text: string,
  storedVersion: string | null,
  onChecked: (check: DeskCheck, text: string) => void,
): DeskState {
  const desk = useRef<TextDesk | null>(null);
  const [checked, setChecked] = useState<DeskState['checked']>(null);
  const latest = useRef(text);
  latest.current = text;
  const tell = useRef(onChecked);
  tell.current = onChecked;
  const key = objectKey(id);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is the object's identity
  useEffect(() => {
    const begun = latest.current;
    const follow = following();
    const opened = openDesk(id, {
      checked: (check, of) => {
        tell.current(check, of);
        // Panels beside the text are no reason to keep the mark or the next key waiting.
        follow(of !== begun, () => setChecked({ check, text: of }));
      },
    });
    desk.current = opened;
    opened.check(begun);
    const followMesh = () => {
      if (document.visibilityState === 'visible') opened.followMesh();
    };
    const timer = setInterval(followMesh, FOLLOW_EVERY_MS);
    window.addEventListener('focus', followMesh);
    return () => {
      follow.end();
      clearInterval(timer);
      window.removeEventListener('focus', followMesh);
      desk.current = null;
      opened.close();
    };
  }, [key]);
  const seen = useRef(storedVersion);
  useEffect(() => {
    if (seen.current === storedVersion) return;
    seen.current = storedVersion;
    desk.current?.followMesh();
  }, [storedVersion]);
  return { desk: () => desk.current, checked };
}
