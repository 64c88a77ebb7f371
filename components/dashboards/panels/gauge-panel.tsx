'use client';
/** Figures on an arc from least to most, with the thresholds around it. */
import { Measured } from '@/components/charts/measured';
import { cssColor } from '@/components/dashboards/color';
import type { Panel } from '@/lib/dashboards/model/panel';
import { formatText } from '@/lib/dashboards/units/format-value';
import { FigureLink } from './figure-link';
import { FigureText } from './figure-text';
import { type Figure, figures } from './figures';
import type { PanelBodyProps } from './panel-body';
import { PanelNote } from './panel-note';

type Gauge = Extract<Panel, { type: 'gauge' }>;

/** Degrees to each side of the top. */
const HALF = 115;
/** Room for the figure inside the arc, in units of the drawing. */
const INSIDE = 68;
/** Pixels; smaller letters are not read. */
const LEAST_LETTERS = 10;
/** The drawing, and the larger one in which labels of thresholds stand beside the arc. */
const PLAIN = { width: 120, height: 92, top: -58 } as const;
const WITH_LABELS = { width: 176, height: 100, top: -66 } as const;

export function GaugePanel({ panel, data, height }: PanelBodyProps<Gauge>) {
  const found = figures(data.frames, panel.field, panel.reduce);
  if (found.length === 0) return <PanelNote>What came back has no figures.</PanelNote>;
  return (
    <Measured height={height}>
      {(width) => {
        const columns = Math.max(1, Math.min(found.length, Math.floor(width / 110)));
        const rows = Math.ceil(found.length / columns);
        const each = Math.max(92, Math.floor(height / rows));
        return (
          <div
            className="grid gap-x-2 overflow-auto px-2"
            style={{ height, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {found.map((figure) => (
              <Arc
                key={figure.key}
                panel={panel}
                figure={figure}
                named={found.length > 1}
                width={width / columns - 8}
                height={each}
              />
            ))}
          </div>
        );
      }}
    </Measured>
  );
}

interface ArcProps {
  readonly panel: Gauge;
  readonly figure: Figure;
  readonly named: boolean;
  readonly width: number;
  readonly height: number;
}

function Arc({ panel, figure, named, width, height }: ArcProps) {
  const { shown, min, max, options } = figure;
  const share = Math.min(1, Math.max(0, shown.share ?? 0));
  const color = figure.color ?? 'var(--series-1)';
  const text = `${shown.prefix ?? ''}${shown.text}${shown.suffix ?? ''}`;
  const steps = options.thresholds?.steps ?? [];
  const box = panel.thresholdLabels ? WITH_LABELS : PLAIN;
  const inside = Math.min(20, INSIDE / (text.length * 0.58));
  const line = named ? 20 : 0;
  // A figure that could not be read inside of a small arc stands below it.
  const isBelow = inside * Math.min(width / box.width, (height - line) / box.height) < LEAST_LETTERS;
  const place = (value: number) =>
    options.thresholds?.mode === 'percentage' ? value / 100 : (value - min) / (max - min);
  return (
    <figure className="relative m-0 grid min-w-0 justify-items-center" style={{ height }}>
      <svg
        role="img"
        aria-label={`${figure.title}: ${text}, from ${formatText(min, options.unit)} to ${formatText(max, options.unit)}`}
        viewBox={`${-box.width / 2} ${box.top} ${box.width} ${box.height}`}
        className="min-h-0 w-full"
        style={{ height: height - line - (isBelow ? 16 : 0) }}
      >
        <path d={arc(44, 0, 1)} fill="none" stroke="var(--raised)" strokeWidth={13} />
        {shown.numeric !== null && <path d={arc(44, 0, share)} fill="none" stroke={color} strokeWidth={13} />}
        {panel.thresholdMarkers &&
          steps.map((step, at) => {
            const from = Math.min(1, Math.max(0, step.value === null ? 0 : place(step.value)));
            const next = steps[at + 1]?.value ?? null;
            const until = Math.min(1, Math.max(0, next === null ? 1 : place(next)));
            return (
              <path
                key={`${step.value} ${step.color}`}
                d={arc(54, from, until)}
                fill="none"
                stroke={cssColor(step.color) ?? 'var(--text-3)'}
                strokeWidth={3}
              />
            );
          })}
        {!isBelow && (
          <text
            y={6}
            textAnchor="middle"
            fontSize={inside}
            fontWeight={600}
            fill={figure.color ?? 'var(--text)'}
            className="tabular-nums"
          >
            {text}
          </text>
        )}
        {panel.thresholdLabels &&
          steps.map(
            ({ value }) =>
              value !== null &&
              place(value) >= 0 &&
              place(value) <= 1 && (
                <text
                  key={value}
                  {...at(60, place(value))}
                  textAnchor={anchorAt(place(value))}
                  fontSize={7}
                  fill="var(--text-3)"
                >
                  {formatText(value, options.unit)}
                </text>
              ),
          )}
      </svg>
      {isBelow && (
        <p
          aria-hidden="true"
          className="whitespace-nowrap font-semibold text-xs leading-4 tabular-nums"
          style={{ color: figure.color ?? 'var(--text)' }}
        >
          <FigureText shown={shown} />
        </p>
      )}
      {named && <figcaption className="max-w-full truncate text-text-2 text-xs">{figure.title}</figcaption>}
      <FigureLink figure={figure} />
    </figure>
  );
}

/** Words beside the arc leave it on their side. */
function anchorAt(share: number): 'start' | 'middle' | 'end' {
  if (share > 0.42 && share < 0.58) return 'middle';
  return share < 0.5 ? 'end' : 'start';
}

function at(radius: number, share: number) {
  const angle = ((-90 - HALF + share * 2 * HALF) * Math.PI) / 180;
  return {
    x: Number((radius * Math.cos(angle)).toFixed(2)),
    y: Number((radius * Math.sin(angle)).toFixed(2)),
  };
}

function arc(radius: number, from: number, until: number): string {
  const [start, end] = [at(radius, from), at(radius, until)];
  const large = (until - from) * 2 * HALF > 180 ? 1 : 0;
  return `M${start.x} ${start.y}A${radius} ${radius} 0 ${large} 1 ${end.x} ${end.y}`;
}
