'use client';
/** What the texts that are not saved would do to today's traffic: a sentence, a picture, and each change with its cause. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { VersionsTable } from '@/components/config/live/versions-table';
import { ObjectLink } from '@/components/config/object-link';
import { useDebounced } from '@/components/config/use-debounced';
import { useScope } from '@/components/shell/scope';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { objectKey } from '@/lib/config/identity';
import type { Draft } from '@/lib/config/simulation/request-contract';
import type { ObjectId } from '@/lib/config/store';
import type { ImpactAnswer } from '@/lib/insight/impact/contract';
import { quantityText } from '@/lib/mesh/quantity';
import { ImpactChangeRow, ToneMark } from './impact-change-row';
import { ImpactPicture } from './impact-picture';
import { impactQuery } from './query';

const ASK_AFTER_MS = 600;

export interface ImpactPanelProps {
  /** Texts in the place of what is stored; null = deleted. */
  drafts: readonly Draft[];
  /** The object whose text is open beside the panel. */
  open?: ObjectId | null;
  onLine?: (line: number) => void;
}

export function ImpactPanel({ drafts, open = null, onLine }: ImpactPanelProps) {
  const { window } = useScope();
  const key = JSON.stringify(drafts);
  // The same drafts come as a new list with every render.
  const settledKey = useDebounced(key, ASK_AFTER_MS);
  const settled = useMemo(() => JSON.parse(settledKey) as Draft[], [settledKey]);
  const { data, error, isPlaceholderData, refetch } = useQuery(impactQuery(settled, window));
  if (data === undefined) {
    return error === null ? (
      <Waiting />
    ) : (
      <ProblemState problem={error} onRetry={() => void refetch()} className="m-4" />
    );
  }
  const isOld = isPlaceholderData || settledKey !== key;
  return (
    <div className={isOld ? 'opacity-70 transition-opacity' : 'transition-opacity'} aria-busy={isOld}>
      {error !== null && <ProblemState compact problem={error} onRetry={() => void refetch()} />}
      <Verdict answer={data} isUnchanged={drafts.length === 0} />
      {data.picture.edges.length > 0 && <ImpactPicture picture={data.picture} />}
      {open !== null && <VersionsTable id={open} />}
      <ul className="grid" aria-label="What changes">
        {data.changes.map((change) => (
          <ImpactChangeRow key={change.id} change={change} open={open} onLine={onLine} />
        ))}
      </ul>
      <Notes answer={data} />
    </div>
  );
}

function Waiting() {
  return (
    <div className="grid gap-3 p-4" role="status" aria-label="Pushing traffic through the text">
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-16 w-full" />
    </div>
  );
}

function Verdict({ answer, isUnchanged }: { answer: ImpactAnswer; isUnchanged: boolean }) {
  const { verdict, followed, window, changes } = answer;
  if (isUnchanged) {
    return (
      <EmptyState title="Nothing is changed yet">
        Change the text, and what that does to {followed.calls} calls of today's traffic (
        {quantityText(followed.ratePerSecond, 'rps')}) stands here.
      </EmptyState>
    );
  }
  const minutes = Math.round((window.toSeconds - window.fromSeconds) / 60);
  const span = minutes >= 1 ? `${minutes} min` : `${Math.round(window.toSeconds - window.fromSeconds)} s`;
  return (
    <div className={`px-4 pt-4 pb-3 ${changes.length > 0 ? '' : 'border-line border-b'}`} role="status">
      <p className="flex gap-2.5 text-pretty font-medium text-base">
        <ToneMark tone={verdict.tone} />
        {verdict.sentence}
      </p>
      <p className="mt-1 text-pretty text-sm text-text-3">
        Traffic of {span}, {quantityText(followed.ratePerSecond, 'rps')} in {followed.calls} calls, followed
        through the mesh as it would be.
      </p>
    </div>
  );
}

function Notes({ answer }: { answer: ImpactAnswer }) {
  const { drafts, notFollowed, leftOut, warnings } = answer;
  const doubts = warnings.filter(({ code }) => code !== 'info');
  if (drafts.leftOut.length + notFollowed.length + leftOut + doubts.length === 0) return null;
  return (
    <div className="grid gap-1.5 px-4 py-3 text-pretty text-text-3 text-xs">
      {drafts.leftOut.map(({ id, because }) => (
        <p key={objectKey(id)} className="flex flex-wrap items-center gap-x-1.5 text-text-2">
          Left out: <ObjectLink id={id} /> {because}
        </p>
      ))}
      {leftOut > 0 && <p>{leftOut} more changes are not listed.</p>}
      {notFollowed.map(({ because, calls, ratePerSecond }) => (
        <p key={because}>
          Not followed: {calls} {calls === 1 ? 'call' : 'calls'}, {quantityText(ratePerSecond, 'rps')}.{' '}
          {because}
        </p>
      ))}
      {doubts.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  );
}
