'use client';
/** At the foot: what real traffic does, beside what was simulated. */
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, LoaderCircle, TriangleAlert } from 'lucide-react';
import { Sparkline } from '@/components/charts/sparkline';
import type { ScopeWindow } from '@/components/shell/scope';
import { ageText } from '@/components/shell/time-text';
import { classNames } from '@/components/ui/class-names';
import { ProblemState } from '@/components/ui/problem-state';
import { Quantity } from '@/components/ui/quantity';
import { percentText } from '@/lib/config/simulation/answer/words';
import type { Agreement } from '@/lib/config/simulation/contract';
import type { SimulationRequest } from '@/lib/config/simulation/request-contract';
import { agreementQuery } from './queries';

/** Below this the two say different things: chance and the traffic of other rules explain less. */
const AGREES_FROM = 0.9;

export function AgreementBar({ request, window }: { request: SimulationRequest; window: ScopeWindow }) {
  const { data, error, refetch } = useQuery(agreementQuery(request, window));
  return (
    <section
      aria-label="As traffic shows"
      className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-line border-t bg-surface px-4 py-2 text-xs"
    >
      <strong className="font-semibold text-sm">As traffic shows</strong>
      {data === undefined && error === null && (
        <span className="flex items-center gap-1.5 text-text-3">
          <LoaderCircle aria-hidden="true" className="size-3.5 animate-spin" />
          Looking at the window
        </span>
      )}
      {data === undefined && error !== null && (
        <ProblemState compact problem={error} onRetry={() => void refetch()} className="p-0" />
      )}
      {data?.agreement?.kind === 'none' && <span className="text-text-2">{data.agreement.because}</span>}
      {data?.agreement?.kind === 'seen' && <Seen agreement={data.agreement} />}
      {data !== undefined && data.warnings.length > 0 && (
        <ul className="text-text-3">
          {data.warnings.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Seen({ agreement }: { agreement: Extract<Agreement, { kind: 'seen' }> }) {
  const { share, requestsPerSecond, parts, note, trend, window } = agreement;
  const agrees = share >= AGREES_FROM;
  const Icon = agrees ? CircleCheck : TriangleAlert;
  return (
    <>
      <span className="text-text-3">last {ageText((window.toSeconds - window.fromSeconds) * 1000)}</span>
      {trend !== null && (
        <Sparkline
          values={trend}
          width={96}
          height={24}
          color="var(--series-1)"
          label="Requests from this caller to this host over the window"
        />
      )}
      <span>
        <Quantity value={requestsPerSecond} unit="rps" /> from this caller to this host
      </span>
      <span className="flex items-center gap-1.5">
        <Icon
          aria-hidden="true"
          className={classNames('size-4', agrees ? 'text-healthy' : 'text-degraded')}
        />
        <span>
          <strong className="font-semibold text-sm">{percentText(share)}</strong> agree with the simulation
        </span>
      </span>
      <ul className="flex flex-wrap gap-x-4">
        {parts.map(({ label, observed, simulated }) => (
          <li key={label} className="text-text-2 tabular-nums">
            {label} <span className="text-text">{percentText(observed)}</span>
            <span className="text-text-3"> seen, {percentText(simulated)} simulated</span>
          </li>
        ))}
      </ul>
      {note !== '' && <span className="text-text-3">{note}</span>}
    </>
  );
}
