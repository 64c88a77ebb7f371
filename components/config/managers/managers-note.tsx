'use client';
/** In the review of a save: the tool that would write over it, with the text to take there, and whose fields change. */
import { useQuery } from '@tanstack/react-query';
import { Check, Copy, Download, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { saveFile } from '@/components/graph/export/save-file';
import { ageText } from '@/components/shell/time-text';
import { Button } from '@/components/ui/button';
import type { ManagersAnswer } from '@/lib/config/managers/contract';
import type { ObjectId } from '@/lib/config/store';
import { managersQuery } from './query';

export interface ManagersNoteProps {
  id: ObjectId;
  /** As it would be saved. */
  text: string;
  /** Names the object where several stand below one another. */
  title?: string;
}

/** Nothing where nobody else has a hand in it, or it cannot be learnt. */
export function ManagersNote({ id, text, title }: ManagersNoteProps) {
  const { data } = useQuery(managersQuery(id, text));
  if (data === undefined || (data.delivery === null && data.owners.length === 0)) return null;
  const { delivery, owners } = data;
  return (
    <section
      aria-label={title === undefined ? 'Who manages this object' : `Who manages ${title}`}
      className="rounded-control border border-line text-sm"
    >
      {title !== undefined && <h3 className="px-4 pt-2 font-medium">{title}</h3>}
      {delivery !== null && (
        <div className="flex flex-wrap items-start gap-x-3 gap-y-2 bg-canvas px-4 py-2">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-degraded" />
          <p className="min-w-64 flex-1 text-pretty">{delivery.warning}</p>
          <span className="flex shrink-0 gap-2">
            <CopyText text={text} />
            <Button
              onClick={() => saveFile(`${id.name}.yaml`, new Blob([text], { type: 'application/yaml' }))}
            >
              <Download aria-hidden="true" />
              Download it
            </Button>
          </span>
        </div>
      )}
      {owners.length > 0 && (
        <ul className="max-h-[16vh] overflow-y-auto px-4 py-2">
          {owners.map((owner) => (
            <OwnerRow key={`${owner.manager} ${owner.operation} ${owner.atMs}`} owner={owner} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OwnerRow({ owner }: { owner: ManagersAnswer['owners'][number] }) {
  const { manager, operation, atMs, fields, fieldCount } = owner;
  const more = fieldCount - fields.length;
  const when = atMs === null ? '' : ` ${ageText(Date.now() - atMs)} ago`;
  return (
    <li className="py-0.5">
      <span className="font-medium">{manager}</span>
      <span className="text-text-2">{` wrote${operation === 'Apply' ? ' by server-side apply' : ''}${when}: `}</span>
      <span className="break-words font-mono text-xs">{fields.join(', ')}</span>
      {more > 0 && <span className="text-text-2">{` and ${more} more`}</span>}
    </li>
  );
}

const SHOWN_MS = 2000;

function CopyText({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
      {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      {copied ? 'Copied' : 'Copy the text to commit'}
    </Button>
  );
}
