'use client';
/** Big figures, with their course behind them. */
import { Measured } from '@/components/charts/measured';
import { classNames } from '@/components/ui/class-names';
import type { Panel } from '@/lib/dashboards/model/panel';
import { FigureLink } from './figure-link';
import { FigureText } from './figure-text';
import { type Figure, figures } from './figures';
import type { PanelBodyProps } from './panel-body';
import { PanelNote } from './panel-note';

type Stat = Extract<Panel, { type: 'stat' }>;

/** Pixels in which a figure with its name can be read. */
const LEAST_ROW = 34;
/** Narrower ones stand below each other, where the panel leaves the choice. */
const LEAST_COLUMN = 96;

export function StatPanel({ panel, data, height }: PanelBodyProps<Stat>) {
  const found = figures(data.frames, panel.field, panel.reduce);
  if (found.length === 0) return <PanelNote>What came back has no figures.</PanelNote>;
  return (
    <Measured height={height}>
      {(width) => {
        const vertical =
          panel.orientation === 'vertical' ||
          (panel.orientation === 'auto' && width >= height && width / found.length >= LEAST_COLUMN);
        const columns = vertical ? found.length : 1;
        const rows = vertical ? 1 : found.length;
        const size = {
          width: Math.floor(width / columns),
          height: Math.max(LEAST_ROW, Math.floor(height / rows)),
        };
        return (
          <div
            className="grid gap-1 overflow-auto"
            style={{
              height,
              gridTemplateColumns: `repeat(${columns}, minmax(72px, 1fr))`,
              // Many scroll; they are not pressed into each other.
              gridAutoRows: `minmax(${LEAST_ROW}px, 1fr)`,
            }}
          >
            {found.map((figure) => (
              <BigFigure
                key={figure.key}
                panel={panel}
                figure={figure}
                alone={found.length === 1}
                {...size}
              />
            ))}
          </div>
        );
      }}
    </Measured>
  );
}

/** Pixels. */
const LOW_ROW = 48;

interface BigFigureProps {
  readonly panel: Stat;
  readonly figure: Figure;
  readonly alone: boolean;
  readonly width: number;
  readonly height: number;
}

function BigFigure({ panel, figure, alone, width, height }: BigFigureProps) {
  const { textMode, colorMode } = panel;
  const named = textMode === 'value_and_name' || textMode === 'name' || (textMode === 'auto' && !alone);
  const color = colorMode === 'none' ? null : figure.color;
  const isFilled = colorMode === 'background' && color !== null;
  const letters = `${figure.shown.prefix ?? ''}${figure.shown.text}${figure.shown.suffix ?? ''}`.length;
  const size = Math.max(
    14,
    Math.min(32, height * (named ? 0.34 : 0.42), (width - 16) / (Math.max(3, letters) * 0.56)),
  );
  // In a low row name and figure stand beside each other, and no course runs through them.
  const isRow = named && height < LOW_ROW && width >= 2 * LOW_ROW;
  return (
    <div
      className={classNames(
        'relative min-h-0 min-w-0 overflow-hidden rounded-control px-2',
        isRow ? 'flex items-center justify-between gap-2' : 'grid place-content-center text-center',
      )}
      style={isFilled ? { backgroundColor: `color-mix(in srgb, ${color} 22%, var(--surface))` } : {}}
    >
      {panel.graph === 'area' && !isRow && (
        <Course values={figure.values} color={color ?? 'var(--series-1)'} />
      )}
      {named && <p className="relative truncate text-text-2 text-xs">{figure.title}</p>}
      {textMode !== 'name' && textMode !== 'none' && (
        <p
          className="relative whitespace-nowrap font-semibold leading-tight tabular-nums"
          style={{ fontSize: size, ...(color !== null && !isFilled && { color }) }}
        >
          <FigureText shown={figure.shown} isBig={!isRow} />
        </p>
      )}
      <FigureLink figure={figure} />
    </div>
  );
}

/** The course of the values at the foot; gaps are gaps. */
function Course({ values, color }: { readonly values: readonly (number | null)[]; readonly color: string }) {
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (known.length < 2) return null;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const y = (value: number) => (high === low ? 50 : 98 - ((value - low) / (high - low)) * 92);
  const x = (at: number) => (at / (values.length - 1)) * 100;
  const runs: string[][] = [[]];
  for (const [at, value] of values.entries()) {
    if (value === null || !Number.isFinite(value)) runs.push([]);
    else runs.at(-1)?.push(`${x(at).toFixed(2)} ${y(value).toFixed(2)}`);
  }
  const drawn = runs.filter((run) => run.length > 1);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      className="absolute inset-x-0 bottom-0 h-[38%] w-full"
    >
      {drawn.map((run) => (
        <g key={run[0]}>
          <path
            d={`M${run.join('L')}L${run.at(-1)?.split(' ')[0]} 100L${run[0]?.split(' ')[0]} 100Z`}
            fill={color}
            fillOpacity={0.1}
          />
          <path
            d={`M${run.join('L')}`}
            fill="none"
            stroke={color}
            strokeOpacity={0.6}
            strokeWidth={1.25}
            vectorEffect="non-scaling-stroke"
          />
        </g>
      ))}
    </svg>
  );
}
