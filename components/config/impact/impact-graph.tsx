'use client';
/**
 * The affected calls on a small graph: old and new shares, who is denied, what turns to plain text; what stays is grey.
 * The table of calls is its twin in words.
 */
import { CircleDashed, CirclePlus, LockOpen, OctagonAlert } from 'lucide-react';
import Link from 'next/link';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { HATCHED } from '@/components/graph/compare/change-border';
import { useScopedHref } from '@/components/shell/scope';
import { arrowHead } from '@/components/ui/arrow-head';
import { classNames } from '@/components/ui/class-names';
import { ScaledDrawing } from '@/components/ui/scaled-drawing';
import type { ImpactAnswer } from '@/lib/insight/impact/contract';
import {
  type DrawnCard,
  type DrawnLine,
  drawImpact,
  edgeId,
  isChanged,
  type LineLook,
} from './impact-drawing';

const LINES: Readonly<
  Record<LineLook, { readonly className: string; readonly width: number; readonly dash?: string }>
> = {
  denied: { className: 'text-failing', width: 3, dash: '6 4' },
  broken: { className: 'text-failing', width: 3, dash: '2 4' },
  plaintext: { className: 'text-degraded-mark', width: 3 },
  moved: { className: 'text-accent', width: 3 },
  gone: { className: 'text-text-3', width: 1.4, dash: '3 3' },
  kept: { className: 'text-text-3', width: 2 },
  aside: { className: 'text-control/60', width: 1.4 },
};

const PILLS: Readonly<Record<LineLook, string>> = {
  denied: 'border-failing text-failing',
  broken: 'border-failing text-failing',
  plaintext: 'border-degraded-mark text-degraded',
  moved: 'border-accent text-text',
  gone: 'border-dashed border-control text-text-2',
  kept: 'border-line text-text-2',
  aside: 'border-line text-text-3',
};

const ICONS = { denied: OctagonAlert, broken: OctagonAlert, plaintext: LockOpen } as const;

/** Smaller than this nothing can be read; what does not fit then is scrolled to. */
const LEAST_SCALE = 0.92;

export function ImpactGraph({ picture }: { picture: ImpactAnswer['picture'] }) {
  const drawing = useMemo(() => drawImpact(picture), [picture]);
  const [frame, width] = useWidth();
  const scale = width === null ? 1 : Math.max(LEAST_SCALE, Math.min(1, width / drawing.width));
  useEffect(() => {
    const changed = drawing.cards.filter(({ state }) => state !== 'aside').map(({ rect }) => rect.x);
    const isCut = width !== null && drawing.width * scale > width;
    if (isCut && frame.current !== null) frame.current.scrollLeft = (Math.min(...changed) - 12) * scale;
  }, [drawing, frame, width, scale]);
  const changed = picture.edges.filter(isChanged).length;
  return (
    <section
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
      tabIndex={0}
      aria-label={`Graph of ${changed} changed and ${picture.edges.length - changed} unchanged lines; the table below says the same`}
      className="max-h-[min(440px,50vh)] w-full overflow-auto rounded-control border border-line bg-canvas"
    >
      <ScaledDrawing
        width={drawing.width}
        height={drawing.height}
        scale={scale}
        className="mx-auto"
        lines={drawing.lines.map((line) => <Line key={edgeId(line.edge)} line={line} />)}
      >
        {drawing.cards.map((card) => (
          <Card key={card.node.key} card={card} />
        ))}
        {drawing.lines.map((line) => (
          <Pill key={edgeId(line.edge)} line={line} />
        ))}
      </ScaledDrawing>
    </section>
  );
}

/** Width of an element in pixels, null until it is measured. */
function useWidth(): [RefObject<HTMLElement | null>, number | null] {
  const element = useRef<HTMLElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}

function Line({ line: { look, path, tip, direction, edge } }: { line: DrawnLine }) {
  const { className, width, dash } = LINES[look];
  const size = width > 2 ? 8 : 6;
  const arrow = arrowHead(tip, direction, size);
  return (
    <g className={className} data-look={look}>
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth={width}
        strokeDasharray={edge.isMirror ? '1 5' : dash}
        strokeLinecap={edge.isMirror ? 'round' : undefined}
      />
      <path d={arrow} fill={look === 'gone' ? 'none' : 'currentColor'} stroke="currentColor" />
    </g>
  );
}

function Pill({ line: { label, look } }: { line: DrawnLine }) {
  if (label === null) return null;
  const Icon = look === 'denied' || look === 'broken' || look === 'plaintext' ? ICONS[look] : null;
  return (
    <span
      aria-hidden="true"
      style={{ transform: `translate(${label.at.x}px, ${label.at.y}px) translate(-50%, -50%)` }}
      className={classNames(
        'pointer-events-none absolute top-0 left-0 inline-flex h-[18px] items-center gap-1 whitespace-nowrap rounded-full border bg-surface px-[7px] font-medium text-[11px] tabular-nums leading-4',
        PILLS[look],
      )}
    >
      {Icon !== null && <Icon className="size-[11px]" strokeWidth={2.25} />}
      {label.text}
    </span>
  );
}

const CARDS: Readonly<Record<DrawnCard['state'], string>> = {
  changed: 'border-control bg-surface',
  new: 'border-accent bg-surface',
  gone: `border-control border-dashed bg-surface ${HATCHED}`,
  aside: 'border-line bg-surface text-text-3',
};

function Card({ card: { node, rect, state } }: { card: DrawnCard }) {
  const scoped = useScopedHref();
  const { label, detail, nodeId } = node;
  const title = detail === null ? label : `${label} in ${detail}`;
  const Icon = state === 'new' ? CirclePlus : state === 'gone' ? CircleDashed : null;
  const className = classNames(
    'absolute top-0 left-0 flex flex-col justify-center rounded-card border px-2.5 text-left',
    CARDS[state],
  );
  const style = { width: rect.width, height: rect.height, transform: `translate(${rect.x}px, ${rect.y}px)` };
  const content = (
    <>
      <span className="flex min-w-0 items-center gap-1">
        {Icon !== null && (
          <Icon
            aria-hidden="true"
            className={classNames('size-3 shrink-0', state === 'new' ? 'text-accent' : 'text-text-3')}
          />
        )}
        <span className="truncate font-medium text-xs">{label}</span>
      </span>
      {detail !== null && <span className="truncate text-[11px] text-text-3 leading-4">{detail}</span>}
    </>
  );
  if (nodeId === null) {
    return (
      <span style={style} className={className} title={title}>
        {content}
      </span>
    );
  }
  const href = scoped(`/graph?focus=${encodeURIComponent(nodeId)}&everything=true`);
  return (
    <Link
      href={href as '/graph'}
      prefetch={false}
      style={style}
      className={classNames(className, 'hover:bg-raised')}
      title={`${title}: show on the graph`}
    >
      {content}
    </Link>
  );
}
