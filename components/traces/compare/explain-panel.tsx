'use client';
/** Which operation or service the difference comes from, most first; the parts add up to the whole. */
import { useQueryStates } from 'nuqs';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { explainedNs } from '@/lib/traces/compare/explain';
import { compareParsers } from './compare-state';
import { Delta } from './delta';
import { ExplainList } from './explain-list';
import type { PairModel } from './pair-model';
import type { CompareFocus } from './use-compare-focus';

const LEVELS = [
  { value: 'operation', label: 'Operations' },
  { value: 'service', label: 'Services' },
] as const;

export function ExplainPanel({ model, focus }: { model: PairModel; focus: CompareFocus }) {
  const [{ level }, setUrl] = useQueryStates(compareParsers, { history: 'replace' });
  const parts = level === 'operation' ? model.operations : model.services;
  return (
    <div className="p-4">
      <div className="mb-2 flex items-center justify-between gap-2">
        <SegmentedControl
          label="Explained by"
          value={level}
          segments={LEVELS}
          onValueChange={(next) => void setUrl({ level: next })}
        />
        <span className="text-sm">
          <Delta ns={explainedNs(model.a, model.b)} className="font-semibold" />
          <span className="ml-1.5 text-text-3 text-xs">in all</span>
        </span>
      </div>
      <p className="mb-3 text-text-3 text-xs">
        Time on the critical path in B less that in A. The parts add up to the whole difference; what is not
        on the path explains nothing of it.
      </p>
      <ExplainList
        look={model.look}
        parts={parts.map((part) => ({
          service: part.service,
          name: part.name,
          explainsNs: part.explainsNs,
          row: part.row,
          note: noteOf(part.spans.a, part.spans.b, part.failed.a, part.failed.b),
          wasNs: part.pathNs.a,
          isNs: part.pathNs.b,
        }))}
        onPick={(row) => focus.reveal(row, model.alignment)}
      />
    </div>
  );
}

/** How the number of calls and of failures changed; null where both stayed. */
function noteOf(spansA: number, spansB: number, failedA: number, failedB: number): string | null {
  const notes = [
    spansA === spansB ? null : `${spansA} → ${spansB} spans`,
    failedA === failedB ? null : `${failedA} → ${failedB} failed`,
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : notes.join(', ');
}
