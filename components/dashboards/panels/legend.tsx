'use client';
/** The series of a panel by name with their calculations; a click shows one alone, with Ctrl or ⌘ it is hidden or shown. */
import { ExternalLink } from 'lucide-react';
import { Marker } from '@/components/charts/marker';
import { usePutIn } from '@/components/dashboards/view/use-put-in';
import { classNames } from '@/components/ui/class-names';
import { displayValue } from '@/lib/dashboards/display/display-value';
import { CALCULATIONS, calculationId, reduce } from '@/lib/dashboards/frames/calculations';
import type { FrameField } from '@/lib/dashboards/frames/frame';
import { numberIn } from '@/lib/dashboards/frames/frame';
import type { FieldOptions } from '@/lib/dashboards/model/field';
import { dataLinks } from './data-link';
import { ValueLink } from './value-link';

export interface LegendSeries {
  readonly key: string;
  readonly title: string;
  readonly color: string;
  readonly field: FrameField;
  readonly options: FieldOptions;
}

export interface LegendProps {
  readonly series: readonly LegendSeries[];
  readonly hidden: ReadonlySet<string>;
  readonly calcs: readonly string[];
  readonly asTable: boolean;
  readonly sortBy: string;
  readonly sortDesc: boolean;
  /** Shows it alone, or (`toggle`) hides or shows it. */
  readonly onPick: (key: string, toggle: boolean) => void;
  readonly onPoint: (key: string | null) => void;
}

/** More rows of a legend are not read. */
const MOST_ROWS = 100;

export function Legend(props: LegendProps) {
  const rows = sorted(props);
  const calcs = props.calcs.map(calculationId);
  const shown = rows.slice(0, MOST_ROWS);
  const more = rows.length > MOST_ROWS && <p className="px-2 text-text-3">{rows.length - MOST_ROWS} more</p>;
  if (!props.asTable) {
    return (
      <div className="flex flex-wrap gap-x-3 text-xs">
        {shown.map(({ one, index }) => (
          <span key={one.key} className="flex min-w-0 items-center gap-1.5">
            <Name {...props} one={one} index={index} />
            <SeriesLinks one={one} />
            {calcs.map((calc) => (
              <span key={calc} className="text-text-2 tabular-nums" title={titleOfCalc(calc)}>
                <Figure one={one} calc={calc} />
              </span>
            ))}
          </span>
        ))}
        {more}
      </div>
    );
  }
  return (
    <>
      <table className="w-full text-xs">
        <thead className="sticky top-0 bg-surface text-text-3">
          <tr>
            <th scope="col" className="py-0.5 text-left font-normal">
              Name
            </th>
            {calcs.map((calc) => (
              <th key={calc} scope="col" className="whitespace-nowrap pl-3 text-right font-normal">
                {titleOfCalc(calc)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ one, index }) => (
            <tr key={one.key} className="hover:bg-raised">
              <td className="w-full max-w-0 py-px">
                <span className="flex min-w-0 items-center">
                  <Name {...props} one={one} index={index} />
                  <SeriesLinks one={one} />
                </span>
              </td>
              {calcs.map((calc) => (
                <td key={calc} className="whitespace-nowrap pl-3 text-right tabular-nums">
                  <Figure one={one} calc={calc} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

function sorted({ series, sortBy, sortDesc }: LegendProps) {
  const rows = series
    .map((one, index) => ({ one, index }))
    .filter(({ one }) => one.options.hideFrom?.legend !== true);
  if (sortBy === '') return rows;
  if (sortBy.toLowerCase() === 'name') {
    rows.sort((a, b) => a.one.title.localeCompare(b.one.title, undefined, { numeric: true }));
    return sortDesc ? rows.reverse() : rows;
  }
  const calc =
    CALCULATIONS.find(({ id, title }) => id === sortBy || title === sortBy)?.id ?? calculationId(sortBy);
  const figure = ({ one }: (typeof rows)[number]) =>
    numberIn(reduce(one.field, calc)) ?? Number.NEGATIVE_INFINITY;
  return rows.sort((a, b) => (figure(a) < figure(b) ? -1 : 1) * (sortDesc ? -1 : 1));
}

function titleOfCalc(calc: string): string {
  return CALCULATIONS.find(({ id }) => id === calc)?.title ?? calc;
}

function Figure({ one, calc }: { readonly one: LegendSeries; readonly calc: string }) {
  const cell = reduce(one.field, calc);
  const {
    prefix = '',
    text,
    suffix = '',
  } = displayValue(cell, plain(one.options, calc), { min: null, max: null });
  return (
    <>
      {prefix}
      {text}
      <span className="text-text-3">{suffix}</span>
    </>
  );
}

/** Where the series leads, with its last value. */
function SeriesLinks({ one: { field, options, title } }: { readonly one: LegendSeries }) {
  const put = usePutIn();
  const { links = [] } = options;
  if (links.length === 0) return null;
  const value = reduce(field, 'lastNotNull');
  const shown = displayValue(value, options, { min: null, max: null });
  const text = `${shown.prefix ?? ''}${shown.text}${shown.suffix ?? ''}`;
  return dataLinks(links, { field, title, value, text, atMs: null }, put).map((link) => (
    <ValueLink
      key={link.href}
      link={link}
      className="grid size-6 shrink-0 place-items-center rounded-tag text-accent hover:bg-raised [&_svg]:size-3"
    >
      <ExternalLink role="img" aria-label={link.title} />
    </ValueLink>
  ));
}

/** Counts have no unit of the values that are counted. */
function plain(options: FieldOptions, calc: string): FieldOptions {
  return calc.startsWith('count') || calc.endsWith('Count') ? {} : options;
}

function Name({ one, index, hidden, onPick, onPoint }: LegendProps & { one: LegendSeries; index: number }) {
  const isHidden = hidden.has(one.key);
  return (
    <button
      type="button"
      aria-pressed={!isHidden}
      title={one.title}
      onClick={(event) => onPick(one.key, event.ctrlKey || event.metaKey)}
      onPointerEnter={() => onPoint(one.key)}
      onPointerLeave={() => onPoint(null)}
      onFocus={() => onPoint(one.key)}
      onBlur={() => onPoint(null)}
      className={classNames(
        'flex min-h-5 min-w-0 max-w-full items-center gap-1.5 rounded-tag text-left hover:text-text',
        isHidden ? 'text-text-3 line-through opacity-70' : 'text-text-2',
      )}
    >
      <svg aria-hidden="true" width="10" height="10" viewBox="-5 -5 10 10" className="shrink-0">
        <Marker index={index} color={one.color} x={0} y={0} />
      </svg>
      <span className="min-w-0 truncate">{one.title}</span>
    </button>
  );
}
