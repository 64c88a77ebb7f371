'use client';
/** Parts of a difference as bars left and right of a middle: less time to the left, more to the right. */
import { useState } from 'react';
import { shortOperation } from '@/components/traces/names';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { quantityText } from '@/lib/mesh/quantity';
import { Delta } from './delta';
import type { ServiceLook } from './pair-model';

export interface ExplainPart {
  service: string;
  /** Null: the whole service. */
  name: string | null;
  explainsNs: number;
  /** −1 where no click leads anywhere. */
  row: number;
  note: string | null;
  wasNs: number;
  isNs: number;
}

export interface ExplainListProps {
  parts: readonly ExplainPart[];
  look: ServiceLook;
  onPick: (row: number) => void;
}

const FIRST = 25;

export function ExplainList({ parts, look, onPick }: ExplainListProps) {
  const [all, setAll] = useState(false);
  const telling = parts.filter(({ explainsNs, note }) => Math.round(explainsNs) !== 0 || note !== null);
  const most = Math.max(1, ...telling.slice(0, 1).map(({ explainsNs }) => Math.abs(explainsNs)));
  const shown = all ? telling.slice(0, 500) : telling.slice(0, FIRST);
  if (telling.length === 0) {
    return (
      <p className="text-sm text-text-2">Nothing differs: both spend the same time in the same places.</p>
    );
  }
  return (
    <>
      <ol className="flex flex-col">
        {shown.map((part) => (
          <li key={`${part.service}\n${part.name}`}>
            <button
              type="button"
              disabled={part.row < 0}
              onClick={() => onPick(part.row)}
              title={`${quantityText(part.wasNs / 1000, 'us')} → ${quantityText(part.isNs / 1000, 'us')} on the critical path`}
              className="grid w-full grid-cols-[minmax(0,1fr)_76px_72px] items-center gap-x-2 rounded-control px-1.5 py-1 text-left text-sm hover:bg-raised"
            >
              <Words part={part} look={look} />
              <Diverging share={part.explainsNs / most} />
              <Delta ns={part.explainsNs} className="text-right text-xs" />
            </button>
          </li>
        ))}
      </ol>
      {telling.length > shown.length && (
        <Button className="mt-2" onClick={() => setAll(true)}>
          {Math.min(telling.length, 500) - shown.length} more
        </Button>
      )}
    </>
  );
}

function Words({ part: { service, name, note }, look }: { part: ExplainPart; look: ServiceLook }) {
  return (
    <span className="min-w-0">
      <span className="flex min-w-0 items-center" title={`${service} ${name ?? ''}`}>
        <ServiceSwatch series={look.series.get(service)} cue={look.cues.get(service)} />
        <span className="ml-1.5 truncate">
          <span className="font-semibold">{look.names.get(service) ?? service}</span>{' '}
          {name !== null && <span className="text-text-2">{shortOperation(name)}</span>}
        </span>
      </span>
      {note !== null && <span className="block truncate pl-3.5 text-text-3 text-xs">{note}</span>}
    </span>
  );
}

function Diverging({ share }: { share: number }) {
  const width = `${Math.min(1, Math.abs(share)) * 50}%`;
  return (
    <span aria-hidden="true" className="relative h-2.5 border-line border-x">
      <span className="absolute inset-y-[-3px] left-1/2 w-px bg-control" />
      <span
        style={share < 0 ? { right: '50%', width } : { left: '50%', width }}
        className={classNames(
          'absolute inset-y-0 rounded-[1px]',
          share < 0 ? 'bg-healthy' : 'bg-degraded-mark',
        )}
      />
    </span>
  );
}
