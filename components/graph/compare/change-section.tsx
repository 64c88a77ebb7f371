'use client';
/** At the top of a selection's panel: its figures at both moments, and the way through the other changes. */
import { ArrowLeft } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Quantity } from '@/components/ui/quantity';
import type { Change, MomentFigures } from '@/lib/graph/compare/change';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import { ChangeIcon, TONE_TEXT } from './change-icon';
import { CHANGE_NAMES, CHANGE_TONES } from './change-words';

const FIGURES: readonly (readonly [field: keyof MomentFigures, label: string, unit: QuantityUnit])[] = [
  ['requestsPerSecond', 'Rate', 'rps'],
  ['errorShare', 'Errors', 'share'],
  ['p95Ms', 'p95', 'ms'],
  ['bytesPerSecond', 'Bytes', 'bytesPerSecond'],
];

export interface ChangeSectionProps {
  readonly change: Change;
  readonly onBack: () => void;
}

export function ChangeSection({ change, onBack }: ChangeSectionProps) {
  const { before, after, kinds } = change;
  const known = FIGURES.filter(
    ([field]) => (before?.[field] ?? null) !== null || (after?.[field] ?? null) !== null,
  );
  return (
    <section aria-label="Before and after" className="border-line border-b px-4 pb-2">
      <div className="flex h-9 items-center gap-2 text-xs">
        <Button variant="quiet" className="-ml-2 text-accent" onClick={onBack}>
          <ArrowLeft aria-hidden="true" />
          What changed
        </Button>
        <span className="ml-auto flex items-center gap-2">
          {kinds.map((kind) => (
            <span
              key={kind}
              className={`flex items-center gap-1 font-medium ${TONE_TEXT[CHANGE_TONES[kind]]}`}
            >
              <ChangeIcon kind={kind} className="size-3.5" />
              {CHANGE_NAMES[kind]}
            </span>
          ))}
        </span>
      </div>
      <table className="w-full text-xs tabular-nums">
        <thead className="text-text-3">
          <tr>
            <th scope="col" className="text-left font-normal">
              <span className="sr-only">Figure</span>
            </th>
            <th scope="col" className="text-right font-normal">
              Before
            </th>
            <th scope="col" className="text-right font-normal">
              After
            </th>
            <th scope="col" className="text-right font-normal">
              Change
            </th>
          </tr>
        </thead>
        <tbody>
          {known.map(([field, label, unit]) => (
            <tr key={field} className="h-6 border-line border-t">
              <th scope="row" className="text-left font-normal text-text-2">
                {label}
              </th>
              <td className="text-right">
                <Figure value={before?.[field] ?? null} unit={unit} />
              </td>
              <td className="text-right font-medium">
                <Figure value={after?.[field] ?? null} unit={unit} />
              </td>
              <td className="text-right text-text-2">
                <Difference was={before?.[field] ?? null} is={after?.[field] ?? null} unit={unit} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Figure({ value, unit }: { readonly value: number | null; readonly unit: QuantityUnit }) {
  return value === null ? <span className="text-text-3">none</span> : <Quantity value={value} unit={unit} />;
}

function Difference({
  was,
  is,
  unit,
}: {
  readonly was: number | null;
  readonly is: number | null;
  readonly unit: QuantityUnit;
}) {
  if (was === null || is === null || was === is) return <span className="text-text-3">–</span>;
  if (unit === 'share')
    return (
      <span>
        {is > was ? '+' : ''}
        {Number(((is - was) * 100).toPrecision(3))} <span className="text-text-3">points</span>
      </span>
    );
  const share = was === 0 ? null : (is - was) / was;
  return (
    <span>
      {is > was && '+'}
      <Quantity value={is - was} unit={unit} />
      {share !== null && (
        <span className="text-text-3">
          {' '}
          {share > 0 ? '+' : '−'}
          {Math.abs(share) >= 9.995
            ? `${Math.round(Math.abs(share) * 100)}`
            : Number((Math.abs(share) * 100).toPrecision(2))}{' '}
          %
        </span>
      )}
    </span>
  );
}
