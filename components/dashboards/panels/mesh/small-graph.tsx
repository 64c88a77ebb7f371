'use client';
/** The graph of a panel as it is drawn: cards lead to the graph with the same thing selected. */
import type { Route } from 'next';
import Link from 'next/link';
import { useMemo } from 'react';
import { PanelNote } from '@/components/dashboards/panels/panel-note';
import { spokenCard } from '@/components/graph/cards/node-card';
import { cardIcon } from '@/components/graph/cards/node-icon';
import type { CardModel } from '@/components/graph/elements';
import type { LineModel } from '@/components/graph/lines/line-model';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import type { GraphAnswer } from '@/lib/graph/contract';
import { routePath, type SmallPicture, smallPicture } from './small-picture';

const STROKES = {
  healthy: 'var(--healthy)',
  degraded: 'var(--degraded-mark)',
  failing: 'var(--failing)',
  idle: 'var(--idle)',
  unknown: 'var(--idle)',
} as const;
const EDGES = {
  healthy: 'before:bg-healthy',
  degraded: 'before:bg-degraded-mark',
  failing: 'before:bg-failing',
  idle: 'before:bg-idle',
  unknown: 'before:bg-idle',
} as const;
const MARGIN = 10;

export interface SmallGraphProps {
  readonly answer: GraphAnswer;
  readonly focus: string;
  readonly width: number;
  readonly height: number;
  /** Of the whole picture: `/graph?…`. */
  readonly href: string;
}

export function SmallGraph({ answer, focus, width, height, href }: SmallGraphProps) {
  const picture = useMemo(() => smallPicture(answer, focus), [answer, focus]);
  if (picture === null) return <PanelNote>Nothing called {focus} had traffic in this window.</PanelNote>;
  const { elements, layout } = picture;
  if (elements.cards.length === 0) return <PanelNote>No traffic in this window.</PanelNote>;
  const scale = Math.min(
    1.15,
    (width - 2 * MARGIN) / Math.max(1, layout.width),
    (height - 2 * MARGIN) / Math.max(1, layout.height),
  );
  const left = (width - layout.width * scale) / 2 - layout.x * scale;
  const top = (height - layout.height * scale) / 2 - layout.y * scale;
  return (
    <section aria-label="Graph" className="relative overflow-hidden" style={{ width, height }}>
      <div
        className="absolute top-0 left-0 origin-top-left"
        style={{ transform: `translate(${left}px, ${top}px) scale(${scale})` }}
      >
        <Lines picture={picture} />
        {elements.cards.map((card) => (
          <Card key={card.id} card={card} picture={picture} href={href} />
        ))}
      </div>
    </section>
  );
}

function Lines({ picture: { elements, layout } }: { readonly picture: SmallPicture }) {
  return (
    <svg aria-hidden="true" className="absolute top-0 left-0 overflow-visible" width={1} height={1}>
      {elements.boxes.map(({ id, name }) => {
        const rect = layout.boxes.get(id);
        return rect === undefined ? null : (
          <g key={id}>
            <rect {...rect} rx={8} fill="none" stroke="var(--line)" />
            <text x={rect.x + 10} y={rect.y + 19} fontSize={13} fill="var(--text-3)">
              {name}
            </text>
          </g>
        );
      })}
      {elements.lines.map((line) => {
        const route = layout.edges.get(line.id);
        return route === undefined ? null : <Edge key={line.id} line={line} d={routePath(route)} />;
      })}
    </svg>
  );
}

/** The failed share is drawn on the line itself, as on the large picture. */
function Edge({ line, d }: { readonly line: LineModel; readonly d: string }) {
  const dash = line.pattern === 'idle' ? '6 4' : line.pattern === 'tcp' ? '0.1 5' : undefined;
  const failed = line.failedShare > 0 ? Math.max(3, line.failedShare * 20) : 0;
  return (
    <g fill="none">
      <path
        d={d}
        stroke={STROKES[line.health]}
        strokeOpacity={0.8}
        strokeWidth={line.width}
        strokeDasharray={dash}
        strokeLinecap={line.pattern === 'tcp' ? 'round' : 'butt'}
      />
      {failed > 0 && (
        <path
          d={d}
          stroke="var(--failing)"
          strokeWidth={line.width}
          strokeDasharray={`${failed} ${20 - failed}`}
        />
      )}
    </g>
  );
}

interface CardProps {
  readonly card: CardModel;
  readonly picture: SmallPicture;
  readonly href: string;
}

function Card({ card, picture: { layout, focus }, href }: CardProps) {
  const rect = layout.nodes.get(card.id);
  if (rect === undefined) return null;
  const Icon = cardIcon(card);
  const unwell = card.health === 'failing' || card.health === 'degraded';
  const rate = (card.node ?? card.stack).incoming?.requestsPerSecond ?? null;
  return (
    <Link
      href={`${href}&node=${encodeURIComponent(card.id)}` as Route}
      prefetch={false}
      aria-label={spokenCard(card)}
      title={card.name}
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
      className={classNames(
        'absolute flex items-center gap-1.5 overflow-hidden rounded-card border bg-surface pr-1.5 pl-2.5 hover:bg-raised',
        'before:absolute before:inset-y-0 before:left-0 before:w-[3px]',
        EDGES[card.health],
        card.id === focus?.id ? 'border-2 border-accent' : 'border-control',
      )}
    >
      {unwell ? (
        <HealthIcon kind={card.health} label="" className="size-4" />
      ) : (
        <Icon aria-hidden="true" className="size-4 text-text-2" strokeWidth={1.75} />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-[13px] leading-[16px]">{card.title}</span>
        <span className="block truncate text-[11px] text-text-2 leading-[14px]">
          {/* Workloads of one name are told apart by their version. */}
          {card.tag !== null && (rate === null ? card.tag : `${card.tag} · `)}
          {rate !== null && <Quantity value={rate} unit="rps" />}
        </span>
      </span>
    </Link>
  );
}
