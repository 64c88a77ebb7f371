'use client';
/** Cards and lines of calls on a canvas that scrolls; a table beside it says the same in words. */
import { CircleDashed, OctagonAlert } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { arrowHead } from '@/components/ui/arrow-head';
import { classNames } from '@/components/ui/class-names';
import { ScaledDrawing } from '@/components/ui/scaled-drawing';
import { type CallCard, type CallLine, type CallLook, type DrawnCall, drawCalls } from './call-drawing';

const LINES: Readonly<
  Record<CallLook, { readonly tone: string; readonly width: number; readonly dash?: string }>
> = {
  seen: { tone: 'text-accent', width: 3 },
  failed: { tone: 'text-failing', width: 3, dash: '10 4' },
  unmatched: { tone: 'text-degraded-mark', width: 2.5, dash: '6 4' },
  aside: { tone: 'text-control/60', width: 1.4 },
};
const PILLS: Readonly<Record<CallLook, string>> = {
  seen: 'border-accent text-text',
  failed: 'border-failing text-failing',
  unmatched: 'border-dashed border-degraded-mark text-degraded',
  aside: 'border-line text-text-3',
};
const CARDS: Readonly<Record<CallLook, string>> = {
  seen: 'border-control bg-surface',
  failed: 'border-failing bg-surface',
  unmatched: 'border-degraded-mark border-dashed bg-surface',
  aside: 'border-line bg-surface text-text-2',
};

/** Smaller than this nothing can be read; what does not fit then is scrolled to. */
const LEAST_SCALE = 0.7;

export interface CallPictureProps {
  readonly label: string;
  readonly cards: readonly CallCard[];
  readonly lines: readonly CallLine[];
  /** Key of the card or line that is chosen. */
  readonly chosen: string | null;
  readonly onChooseCard?: (key: string) => void;
}

export function CallPicture({ label, cards, lines, chosen, onChooseCard }: CallPictureProps) {
  const drawing = useMemo(() => drawCalls(cards, lines), [cards, lines]);
  const frame = useRef<HTMLElement>(null);
  const [size, setSize] = useState({ width: 1, height: 1 });
  useEffect(() => {
    const { current } = frame;
    if (current === null) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: current.clientWidth, height: current.clientHeight }),
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const fitting = Math.min(1, size.width / drawing.width, size.height / drawing.height);
  const scale = Math.max(LEAST_SCALE, fitting);
  return (
    <section
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
      tabIndex={0}
      aria-label={label}
      className="grid min-h-0 flex-1 place-items-center overflow-auto bg-canvas outline-offset-[-2px]"
    >
      <ScaledDrawing
        width={drawing.width}
        height={drawing.height}
        scale={scale}
        lines={drawing.lines.map((call) => (
          <Line key={call.line.key} call={call} isChosen={chosen === call.line.key} />
        ))}
      >
        {drawing.cards.map(({ card, rect }) => (
          <button
            key={card.key}
            type="button"
            disabled={onChooseCard === undefined}
            aria-pressed={chosen === card.key}
            title={card.detail === null ? card.name : `${card.name} in ${card.detail}`}
            onClick={() => onChooseCard?.(card.key)}
            style={{
              width: rect.width,
              height: rect.height,
              transform: `translate(${rect.x}px, ${rect.y}px)`,
            }}
            className={classNames(
              'absolute top-0 left-0 flex flex-col justify-center rounded-card border px-2.5 text-left enabled:hover:bg-raised',
              CARDS[card.look],
              chosen === card.key && 'outline-2 outline-accent outline-offset-2',
            )}
          >
            <span className="truncate font-medium text-xs">{card.name}</span>
            {card.detail !== null && (
              <span className="truncate text-[11px] text-text-3 leading-4">{card.detail}</span>
            )}
          </button>
        ))}
        {drawing.lines.map((call) => (
          <Pill key={call.line.key} call={call} />
        ))}
      </ScaledDrawing>
    </section>
  );
}

function Line({ call, isChosen }: { readonly call: DrawnCall; readonly isChosen: boolean }) {
  const { tip, direction, path, line } = call;
  const { tone, width, dash } = LINES[line.look];
  const size = width > 2 ? 9 : 6;
  const arrow = arrowHead(tip, direction, size);
  return (
    <g className={tone} data-look={line.look}>
      <title>{line.title}</title>
      {isChosen && (
        <path d={path} fill="none" className="stroke-accent" strokeOpacity={0.2} strokeWidth={12} />
      )}
      <path d={path} fill="none" stroke="currentColor" strokeWidth={width} strokeDasharray={dash} />
      <path d={arrow} fill="currentColor" stroke="currentColor" />
    </g>
  );
}

function Pill({ call: { line, at } }: { readonly call: DrawnCall }) {
  if (line.text === null) return null;
  const Icon = line.look === 'failed' ? OctagonAlert : line.look === 'unmatched' ? CircleDashed : null;
  return (
    <span
      aria-hidden="true"
      style={{ transform: `translate(${at.x}px, ${at.y}px) translate(-50%, -50%)` }}
      className={classNames(
        'pointer-events-none absolute top-0 left-0 inline-flex h-[18px] items-center gap-1 whitespace-nowrap rounded-full border bg-surface px-[7px] font-medium text-[11px] tabular-nums leading-4',
        PILLS[line.look],
      )}
    >
      {Icon !== null && <Icon className="size-[11px]" strokeWidth={2.25} />}
      {line.text}
    </span>
  );
}
