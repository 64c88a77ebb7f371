'use client';
/** Where the document's script shows the first picture, over whatever the page shows until it has its own. */
import { useEffect } from 'react';
import { takeDownPicture } from './take-down-picture';

/** React looks after the place and leaves alone what stands in it. */
const NOTHING = { __html: '' };

/** `over`: the page has no picture to wait for. */
export function PicturePlace({ over }: { readonly over: boolean }) {
  useEffect(() => {
    if (over) takeDownPicture();
  }, [over]);
  useEffect(() => takeDownPicture, []);
  return (
    <div
      data-first-picture
      aria-hidden="true"
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: empty
      dangerouslySetInnerHTML={NOTHING}
      className="pointer-events-none absolute inset-0 z-10 overflow-hidden"
    />
  );
}
