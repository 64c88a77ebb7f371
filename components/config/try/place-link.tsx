'use client';
/** Where something is written, as a link to that line of the object. */
import Link from 'next/link';
import { createContext, use } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { isSameObject, objectHref, objectName } from '@/lib/config/identity';
import { meshKind } from '@/lib/config/kind-lookup';
import type { Place } from '@/lib/config/simulation/contract';
import type { ObjectId } from '@/lib/config/store';

/** In an editor: the object whose text is on screen, and how to go to a line of it. */
export interface TextOnScreen {
  readonly id: ObjectId;
  readonly goTo: (line: number) => void;
}

export const TextOnScreenContext = createContext<TextOnScreen | null>(null);

/** `named`: the object's name stands before the line. */
export function PlaceLink({ place, named = false }: { place: Place | null; named?: boolean }) {
  const scoped = useScopedHref();
  const onScreen = use(TextOnScreenContext);
  if (place === null) return null;
  const { object, line } = place;
  // Objects of Kubernetes itself have no page here.
  if (meshKind(object.group, object.kind) === null) return null;
  const text = [
    named && `${object.kind} ${object.name}`,
    line === null ? (named ? '' : object.name) : `line ${line}`,
  ]
    .filter(Boolean)
    .join(', ');
  const shown = named ? text : text.charAt(0).toUpperCase() + text.slice(1);
  const title = `${objectName(object)}${place.isDraft ? ', text that is not saved' : ''}`;
  const look = named
    ? 'link min-w-0 wrap-anywhere rounded-tag text-pretty text-xs'
    : 'link min-w-0 max-w-full shrink-0 truncate rounded-tag text-xs';
  if (onScreen !== null && line !== null && isSameObject(onScreen.id, object)) {
    return (
      <button type="button" title={title} onClick={() => onScreen.goTo(line)} className={look}>
        {shown}
      </button>
    );
  }
  const href = scoped(objectHref(object));
  const target = line === null ? href : `${href}${href.includes('?') ? '&' : '?'}line=${line}`;
  return (
    <Link href={target as '/config'} prefetch={false} title={title} className={look}>
      {shown}
    </Link>
  );
}
