'use client';
/** The route that takes such a request now, the object behind it, and whether it leads where the request went. */
import { CircleCheck, CircleHelp, Split, TriangleAlert } from 'lucide-react';
import { PlaceLink } from '@/components/config/try/place-link';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { Skeleton } from '@/components/ui/skeleton';
import type { SimulationAnswer } from '@/lib/config/simulation/contract';
import { type SameWay, sameWay } from '@/lib/insight/same-way';
import type { SpanCall } from '@/lib/insight/span-calls';

export interface RouteLineProps {
  /** Undefined while it is on its way. */
  readonly answer: SimulationAnswer | undefined;
  readonly call: SpanCall | null;
  readonly problem: Error | null;
}

const MARKS: Readonly<Record<SameWay['kind'], { readonly icon: typeof Split; readonly tone: string }>> = {
  same: { icon: CircleCheck, tone: 'text-healthy' },
  sometimes: { icon: Split, tone: 'text-text-2' },
  other: { icon: TriangleAlert, tone: 'text-degraded' },
  ended: { icon: TriangleAlert, tone: 'text-degraded' },
};

export function RouteLine({ answer, call, problem }: RouteLineProps) {
  if (answer === undefined && problem !== null) {
    const message =
      problem instanceof AnswerProblem ? problem.message : 'The configuration could not be read.';
    return (
      <Line label="Route">
        <span className="text-text-2">{message}</span>
      </Line>
    );
  }
  if (answer === undefined) return <Skeleton className="h-10 w-full" />;
  const way = call === null ? null : sameWay(call, answer);
  const mark = way === null ? null : MARKS[way.kind];
  const Icon = mark?.icon ?? CircleHelp;
  return (
    <>
      <Line label="Route">
        <Matched route={answer.route} />
      </Line>
      {way !== null && (
        <Line label="Now">
          <Icon aria-hidden="true" className={`mr-1 inline size-3.5 align-[-2px] ${mark?.tone ?? ''}`} />
          {way.words}
        </Line>
      )}
    </>
  );
}

function Matched({ route }: { readonly route: SimulationAnswer['route'] }) {
  const { matched, places } = route;
  if (matched === null) {
    return (
      <span className="text-text-2">
        {route.because ?? 'No rule is written for it: it follows the service.'}
      </span>
    );
  }
  const { object, routeIndex, routeName, ruleCount } = matched;
  const which = ruleCount > 1 ? `, rule ${routeIndex + 1} of ${ruleCount}` : '';
  return (
    <>
      {object.kind} {object.name}
      {which}
      {routeName !== null && ` (${routeName})`} <PlaceLink place={places.match ?? places.route} />
    </>
  );
}

export function Line({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[52px_minmax(0,1fr)] gap-2">
      <span className="text-text-3">{label}</span>
      <span className="min-w-0 break-words">{children}</span>
    </div>
  );
}
