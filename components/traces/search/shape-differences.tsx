/** In which calls a trace differs from the usual shape of its route, most first. */
import { Minus, Plus } from 'lucide-react';
import { shortOperation, shortService } from '@/components/traces/names';
import { classNames } from '@/components/ui/class-names';
import type { TraceSearchAnswer } from '@/lib/traces/contract';
import { type ShapeDifference, shapeDifference } from '@/lib/traces/find/shapes';

export interface ShapeDifferencesProps {
  readonly answer: Pick<TraceSearchAnswer, 'nodes' | 'shapes'>;
  /** Positions in the answer's shapes; null or −1 = unknown. */
  readonly usual: number | null;
  readonly here: number | null;
  readonly most?: number;
}

const MOST = 3;

/** Nothing where both are known and alike would be silent: it says so. */
export function ShapeDifferences({ answer, usual, here, most = MOST }: ShapeDifferencesProps) {
  const before = answer.shapes[usual ?? -1];
  const now = answer.shapes[here ?? -1];
  if (before === undefined || now === undefined)
    return <span className="text-text-3 text-xs">The source told no structure.</span>;
  const found = before === now ? [] : shapeDifference(answer.nodes, before, now);
  if (found.length === 0) return <span className="text-text-3 text-xs">the usual structure</span>;
  return (
    <span className="flex min-w-0 items-center gap-1.5 overflow-hidden">
      {found.slice(0, most).map((difference) => (
        <DifferencePill key={difference.node} difference={difference} answer={answer} />
      ))}
      {found.length > most && (
        <span
          title={found
            .slice(most)
            .map((one) => wordsOf(one, answer))
            .join('\n')}
          className="shrink-0 text-2xs text-text-3"
        >
          +{found.length - most}
        </span>
      )}
    </span>
  );
}

function namesOf({ node }: ShapeDifference, { nodes }: Pick<TraceSearchAnswer, 'nodes'>) {
  return {
    service: nodes.services[nodes.service[node] ?? -1] ?? '',
    name: nodes.names[nodes.name[node] ?? -1] ?? '',
  };
}

function wordsOf(difference: ShapeDifference, answer: Pick<TraceSearchAnswer, 'nodes'>): string {
  const { service, name } = namesOf(difference, answer);
  const { usual, here } = difference;
  const change = usual === 0 ? 'added' : here === 0 ? 'missing' : `${here} instead of ${usual}`;
  return `${service} ${name}: ${change}`;
}

function DifferencePill({
  difference,
  answer,
}: {
  readonly difference: ShapeDifference;
  readonly answer: Pick<TraceSearchAnswer, 'nodes'>;
}) {
  const { service, name } = namesOf(difference, answer);
  const more = difference.here > difference.usual;
  const Icon = more ? Plus : Minus;
  return (
    <span
      title={wordsOf(difference, answer)}
      className={classNames(
        'inline-flex h-5 min-w-0 items-center gap-1 rounded-tag border px-1.5 text-2xs text-text-2',
        more ? 'border-control' : 'border-control border-dashed',
      )}
    >
      <Icon aria-hidden="true" className="size-3 shrink-0" />
      <span className="sr-only">{more ? 'more' : 'fewer'}</span>
      <span className="truncate">
        {shortService(service)} {shortOperation(name)}
      </span>
      {difference.usual > 0 && difference.here > 0 && (
        <span className="shrink-0 text-text-3 tabular-nums">
          {difference.here}/{difference.usual}
        </span>
      )}
    </span>
  );
}
