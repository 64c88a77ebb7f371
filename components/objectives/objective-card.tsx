'use client';
/** One objective: its budget as a bar, burn rates by window, and (open) the share of bad requests over time. */
import { ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { QueryChart } from '@/components/charts/query/query-chart';
import { exploreHref } from '@/components/explore/explore-link';
import { useScopedHref } from '@/components/shell/scope';
import { Card } from '@/components/ui/card';
import { Pill, type PillTone } from '@/components/ui/pill';
import type { SloFigures } from '@/lib/insight/objectives/contract';
import { budgetWords, goodWords, STATE_WORDS } from './objective-words';

const TONES: Readonly<Record<SloFigures['state'], PillTone>> = {
  met: 'healthy',
  burning: 'degraded',
  'burning-fast': 'failing',
  missed: 'failing',
  idle: 'idle',
};

/** Limits of the alerts by their windows: what a burn rate is held against. */
const LIMITS: Readonly<Record<string, number>> = {
  '5m': 14.4,
  '1h': 14.4,
  '30m': 6,
  '6h': 6,
  '2h': 3,
  '1d': 3,
  '3d': 1,
};

export interface ObjectiveCardProps {
  readonly figures: SloFigures;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

export function ObjectiveCard({ figures, isOpen, onToggle }: ObjectiveCardProps) {
  const { slo, subject, state, budget } = figures;
  return (
    <Card>
      <div className="grid gap-2 px-3 py-2.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Close' : 'Open'} ${slo.name}`}
            onClick={onToggle}
            className="grid size-6 place-items-center rounded-control hover:bg-raised"
          >
            <ChevronRight aria-hidden="true" className={`size-4 text-text-3 ${isOpen ? 'rotate-90' : ''}`} />
          </button>
          <h2 className="font-semibold text-sm">{slo.name}</h2>
          <Pill tone={TONES[state]}>{STATE_WORDS[state]}</Pill>
          <span className="text-text-2 text-xs">{subject}</span>
          <span className="ml-auto text-text-2 text-xs tabular-nums">{goodWords(figures)}</span>
        </div>
        <BudgetBar left={budget?.left ?? null} words={budgetWords(figures)} />
        <BurnRates figures={figures} />
      </div>
      {isOpen && <Detail figures={figures} />}
    </Card>
  );
}

function BudgetBar({ left, words }: { readonly left: number | null; readonly words: string }) {
  const share = Math.max(0, Math.min(1, left ?? 0));
  const tone =
    left === null ? 'bg-idle' : left < 0.1 ? 'bg-failing' : left < 0.5 ? 'bg-degraded' : 'bg-healthy';
  return (
    <div className="grid gap-1">
      <div role="img" aria-label={words} className="h-2 overflow-hidden rounded-full bg-raised">
        <div className={`h-full ${tone}`} style={{ width: `${share * 100}%` }} />
      </div>
      <p className="text-text-2 text-xs tabular-nums">{words}</p>
    </div>
  );
}

function BurnRates({ figures: { burnRates, firing, slo } }: { readonly figures: SloFigures }) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1 text-xs tabular-nums">
      <dl className="flex flex-wrap gap-x-4 gap-y-1" aria-label={`Burn rates of ${slo.name}`}>
        {Object.entries(burnRates).map(([window, rate]) => (
          <div key={window} className="flex gap-1.5">
            <dt className="text-text-3">{window}</dt>
            <dd
              title={`An alert needs more than ${LIMITS[window]} ×`}
              className={
                rate !== null && rate > (LIMITS[window] ?? Number.POSITIVE_INFINITY)
                  ? 'font-medium text-failing'
                  : ''
              }
            >
              {rate === null ? '–' : `${Number(rate.toPrecision(3))} ×`}
            </dd>
          </div>
        ))}
      </dl>
      {firing.map(({ severity, long, short, factor }) => (
        <p key={long} className="text-failing">
          {severity}: more than {factor} × over {long} and {short}
        </p>
      ))}
    </div>
  );
}

function Detail({ figures: { slo, expr, isRecorded, requests } }: { readonly figures: SloFigures }) {
  const scoped = useScopedHref();
  const budget = 1 - slo.target / 100;
  return (
    <div className="grid gap-2 border-line border-t px-3 py-3">
      {slo.description !== '' && <p className="text-sm">{slo.description}</p>}
      <QueryChart
        title="Bad requests, over the hour before"
        expr={expr}
        unit="share"
        thresholds={[
          { value: budget, label: `budget ${Number((budget * 100).toPrecision(3))} %`, tone: 'degraded' },
        ]}
      />
      <p className="flex flex-wrap gap-x-4 text-text-3 text-xs">
        {requests !== null && <span>{Math.round(requests).toLocaleString('en')} requests in the window</span>}
        <span>
          {isRecorded ? 'Read from recorded series.' : 'Computed from raw series; the rules make it cheaper.'}
        </span>
        <Link
          href={scoped(exploreHref({ queries: [expr] })) as Route}
          className="text-accent hover:underline"
        >
          Explore
        </Link>
        <Link
          href={
            scoped(
              `/services/${encodeURIComponent(slo.service.namespace)}/${encodeURIComponent(slo.service.name)}`,
            ) as Route
          }
          className="text-accent hover:underline"
        >
          {slo.service.name}
        </Link>
      </p>
    </div>
  );
}
