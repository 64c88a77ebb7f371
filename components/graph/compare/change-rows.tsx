'use client';
/** The list of what changed: place, kind, figures before and after as words and bars; a click selects. */
import type { GraphTarget } from '@/components/graph/emphasis';
import { classNames } from '@/components/ui/class-names';
import type { Change } from '@/lib/graph/compare/change';
import { ChangeBars } from './change-bars';
import { ChangeIcon, TONE_TEXT } from './change-icon';
import { CHANGE_NAMES, CHANGE_TONES, changeDelta, changeFigures, changeMeasure } from './change-words';

export interface ChangeRow {
  readonly change: Change;
  /** `checkout v1 → payment v1`. */
  readonly name: string;
  /** Its place in the chain of the likely cause; null = not in it. */
  readonly chained: number | null;
}

export interface ChangeRowsProps {
  readonly rows: readonly ChangeRow[];
  readonly selected: GraphTarget | null;
  readonly onSelect: (target: GraphTarget) => void;
}

export function ChangeRows({ rows, selected, onSelect }: ChangeRowsProps) {
  const inChain = rows.filter(({ chained }) => chained !== null).length;
  return (
    <>
      <RowsHead inChain={inChain} />
      <ol>
        {rows.map(({ change, name, chained }, index) => {
          const [kind] = change.kinds;
          const tone = CHANGE_TONES[kind];
          const delta = changeDelta(change);
          const others = change.kinds.slice(1).map((one) => CHANGE_NAMES[one]);
          return (
            <li
              key={change.id}
              className={classNames('border-line border-t', chained !== null && 'bg-accent-wash')}
            >
              <button
                type="button"
                aria-pressed={selected?.id === change.id}
                onClick={() => onSelect({ kind: 'edge', id: change.id })}
                className="grid min-h-11 w-full grid-cols-[16px_16px_minmax(0,1fr)_52px_62px] items-center gap-2 px-2 py-1 text-left text-xs hover:bg-raised aria-pressed:outline aria-pressed:outline-accent"
              >
                <span className="text-right text-text-3 tabular-nums">{index + 1}</span>
                <ChangeIcon kind={kind} />
                <span className="min-w-0">
                  <span className="block truncate font-medium" title={name}>
                    {name}
                  </span>
                  <span className="block truncate text-text-2 tabular-nums" title={others.join(', ')}>
                    {changeFigures(change)}
                    {others.length > 0 && <span className="text-text-3"> · {others.join(', ')}</span>}
                  </span>
                </span>
                <ChangeBars measure={changeMeasure(change)} tone={tone} />
                <span className={`truncate text-right font-semibold tabular-nums ${TONE_TEXT[tone]}`}>
                  {delta === null
                    ? ''
                    : `${delta.text} ${delta.unit}`.replace(/ (rate|bytes|% rate|% bytes)$/, (unit) =>
                        unit.includes('%') ? ' %' : '',
                      )}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** What stands together at the top of the list, and which bar is which. */
function RowsHead({ inChain }: { readonly inChain: number }) {
  return (
    <p
      className={classNames(
        'flex h-8 items-center gap-2 px-2 text-text-2 text-xs',
        inChain > 0 && 'rounded-t-control bg-accent-wash',
      )}
    >
      {inChain > 0 && (
        <>
          <span className="rounded-full border border-control bg-surface px-1.5 text-2xs text-text">
            likely cause chain
          </span>
          from the cause outwards
        </>
      )}
      <span aria-hidden="true" className="ml-auto flex items-center gap-1 text-2xs text-text-3">
        <span className="h-[6px] w-3 rounded-[2px] border border-text-3" />
        before
        <span className="ml-1 h-[6px] w-3 rounded-[2px] bg-text-2" />
        after
      </span>
    </p>
  );
}
