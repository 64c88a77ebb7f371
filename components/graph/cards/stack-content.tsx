'use client';
/** A folded box: a stack of cards with its name, how much is in it, its rate, and how its members are. */
import { ChevronRight } from 'lucide-react';
import { AlertIcon } from '@/components/alerts/alert-icon';
import type { AlertSign } from '@/components/graph/alerts/mark-alerts';
import type { Detail } from '@/components/graph/canvas/viewport';
import { ChangeIcon } from '@/components/graph/compare/change-icon';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import type { FoldedNode } from '@/lib/graph/view/view-graph';
import type { BoxChanges } from './box-model';

const KINDS = ['failing', 'degraded', 'healthy', 'idle'] as const;

export interface StackContentProps {
  readonly stack: FoldedNode;
  readonly title: string;
  readonly changes: BoxChanges | null;
  readonly alert: AlertSign | null;
  readonly detail: Detail;
  readonly onUnfold: (id: string) => void;
}

export function StackContent({ stack, title, changes, alert, detail, onUnfold }: StackContentProps) {
  return (
    <>
      <Below />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1 font-semibold text-[12px] leading-[16px]">
          <span className="min-w-0 flex-1 truncate">{title}</span>
          {alert !== null && <AlertIcon state={alert.state} className="size-3" />}
          <Opener id={stack.id} onUnfold={onUnfold} />
        </span>
        <span className="flex items-center gap-1.5 text-[11px] text-text-2 leading-[15px]">
          <span className="min-w-0 flex-1 truncate">
            {stack.apps > 0
              ? `${stack.apps} ${stack.apps === 1 ? 'service' : 'services'}`
              : `${stack.members} nodes`}
          </span>
          {changes !== null && <CameAndWent changes={changes} />}
        </span>
        <span className="flex items-center gap-1.5 text-[11px] leading-[15px]">
          <span className="min-w-0 truncate text-text-2">
            <Quantity value={stack.incoming?.requestsPerSecond ?? null} unit="rps" />
          </span>
          <span className="flex-1" />
          {detail === 'near' && <Counts counts={stack.healthCounts} />}
        </span>
      </span>
    </>
  );
}

/** Part of the card's own button: keys open it by Shift+Enter, as the keys' help says. */
function Opener({ id, onUnfold }: { readonly id: string; readonly onUnfold: (id: string) => void }) {
  return (
    <span
      aria-hidden="true"
      data-unfold={id}
      className="-my-1 grid size-6 shrink-0 place-items-center rounded-tag hover:bg-raised"
      onPointerUp={(event) => {
        event.stopPropagation();
        onUnfold(id);
      }}
    >
      <ChevronRight className="size-3.5 text-text-2" />
    </span>
  );
}

/** What is worst first, at most two kinds, as more do not fit; beside members that need looking at none that do not. */
function Counts({ counts }: { readonly counts: FoldedNode['healthCounts'] }) {
  const bad = counts.failing + counts.degraded > 0;
  const some = KINDS.filter((kind) => counts[kind] > 0 && !(bad && isWell(kind))).slice(0, 2);
  return some.map((kind) => (
    <span key={kind} className="flex shrink-0 items-center gap-px tabular-nums">
      <HealthIcon kind={kind} label="" className="!size-3" />
      {counts[kind]}
    </span>
  ));
}

const isWell = (kind: (typeof KINDS)[number]) => kind === 'healthy' || kind === 'idle';

/** By signs: words do not fit. */
function CameAndWent({ changes }: { readonly changes: BoxChanges }) {
  return (['new', 'gone'] as const).map((kind) =>
    changes[kind] === 0 ? null : (
      <span key={kind} className="flex shrink-0 items-center gap-px tabular-nums">
        <ChangeIcon kind={kind} className="size-3" />
        {changes[kind]}
      </span>
    ),
  );
}

/** The cards below it, by their lower edges. */
function Below() {
  return (
    <>
      <span
        aria-hidden="true"
        className="absolute inset-x-[4px] -bottom-[4px] h-[4px] rounded-b-card border border-control border-t-0 bg-surface"
      />
      <span
        aria-hidden="true"
        className="absolute inset-x-[8px] -bottom-[7px] h-[3px] rounded-b-card border border-control border-t-0 bg-surface"
      />
    </>
  );
}
