'use client';
/** Which state each series had, when. */
import { useMemo } from 'react';
import { clockLabel, timeTicks } from '@/components/charts/axis';
import { Measured } from '@/components/charts/measured';
import { dataLinks } from '@/components/dashboards/panels/data-link';
import type { PanelBodyProps } from '@/components/dashboards/panels/panel-body';
import { PanelNote } from '@/components/dashboards/panels/panel-note';
import { usePutIn } from '@/components/dashboards/view/use-put-in';
import type { Panel } from '@/lib/dashboards/model/panel';
import { type StateRow, type StateSpan, stateRows } from './state-spans';

type StateTimeline = Extract<Panel, { type: 'statetimeline' }>;
const FOOT = 20;
const MOST_ROWS = 60;

export function StateTimelinePanel({ panel, data, height }: PanelBodyProps<StateTimeline>) {
  const { mergeEqual, field } = panel;
  const rows = useMemo(
    () => stateRows(data.frames, field, { stepMs: data.stepMs, mergeEqual }),
    [data.frames, data.stepMs, field, mergeEqual],
  );
  if (rows.length === 0) return <PanelNote>What came back has no states over time.</PanelNote>;
  const shown = rows.slice(0, MOST_ROWS);
  return (
    <Measured height={height}>
      {(width) => (
        <div className="overflow-y-auto" style={{ height }}>
          <Rows
            panel={panel}
            rows={shown}
            width={width}
            height={Math.max(height - 2, shown.length * 18 + FOOT)}
            window={data.window}
          />
          {rows.length > MOST_ROWS && (
            <p className="px-2 text-text-3 text-xs">{rows.length - MOST_ROWS} more</p>
          )}
        </div>
      )}
    </Measured>
  );
}

interface RowsProps {
  readonly panel: StateTimeline;
  readonly rows: readonly StateRow[];
  readonly width: number;
  readonly height: number;
  readonly window: { readonly fromMs: number; readonly toMs: number };
}

function Rows({ panel, rows, width, height, window: { fromMs, toMs } }: RowsProps) {
  const left = Math.min(width * 0.3, 20 + Math.max(...rows.map(({ title }) => title.length)) * 6.4);
  const plot = Math.max(1, width - left - 8);
  const x = (ms: number) => left + ((Math.min(toMs, Math.max(fromMs, ms)) - fromMs) / (toMs - fromMs)) * plot;
  const rowHeight = (height - FOOT) / rows.length;
  const bar = Math.max(4, rowHeight * panel.rowHeight);
  return (
    <svg
      role="img"
      aria-label={`${panel.title}: states of ${rows.length} series`}
      width={width}
      height={height}
      className="block"
    >
      {rows.map((row, at) => (
        <g key={row.key}>
          <text
            x={left - 8}
            y={rowHeight * (at + 0.5) + 4}
            textAnchor="end"
            fontSize={11}
            fill="var(--text-2)"
          >
            {row.title.length * 6.4 > left ? `${row.title.slice(0, Math.floor(left / 7))}…` : row.title}
          </text>
          {row.spans.map((span) => (
            <Span
              key={span.fromMs}
              row={row}
              span={span}
              place={{
                x: x(span.fromMs),
                y: rowHeight * at + (rowHeight - bar) / 2,
                width: Math.max(1, x(span.untilMs) - x(span.fromMs)),
                height: bar,
              }}
              words={panel.showValue}
            />
          ))}
        </g>
      ))}
      {timeTicks(fromMs / 1000, toMs / 1000, Math.max(2, Math.floor(plot / 70))).map((at) => (
        <text key={at} x={x(at * 1000)} y={height - 5} textAnchor="middle" fontSize={11} fill="var(--text-3)">
          {clockLabel(at, (toMs - fromMs) / 1000)}
        </text>
      ))}
    </svg>
  );
}

interface SpanProps {
  readonly row: StateRow;
  readonly span: StateSpan;
  readonly place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly words: StateTimeline['showValue'];
}

/** A state with its link, where the series has one. */
function Span({ row: { title, field, options }, span, place, words }: SpanProps) {
  const put = usePutIn();
  const { fromMs, untilMs, text, color, cell } = span;
  const [link] = dataLinks(options.links ?? [], { field, title, value: cell, text, atMs: fromMs }, put);
  const fits = place.width > text.length * 6.6 + 8 && place.height >= 14;
  const drawing = (
    <>
      <title>{`${title}: ${text}, ${clockLabel(fromMs / 1000, 0, true)} – ${clockLabel(untilMs / 1000, 0, true)}`}</title>
      <rect {...place} rx={2} fill={`color-mix(in srgb, ${color} 70%, var(--surface))`} />
      {words !== 'never' && (fits || words === 'always') && (
        <text
          x={place.x + 5}
          y={place.y + place.height / 2 + 4}
          fontSize={11}
          fontWeight={500}
          fill="var(--surface)"
        >
          {text}
        </text>
      )}
    </>
  );
  return link === undefined ? (
    <g>{drawing}</g>
  ) : (
    <a
      href={link.href}
      target={link.newTab ? '_blank' : '_self'}
      rel="noreferrer noopener"
      aria-label={`${title}: ${text}. ${link.title}`}
      className="hover:opacity-80"
    >
      {drawing}
    </a>
  );
}
