'use client';
/** A panel at the side of a view whose width is dragged (or moved by arrow keys) and remembered. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { classNames } from './class-names';
import { PANEL_LIMITS } from './panel-limits';
import { usePreference } from './preference';

export interface SidePanelProps {
  /** Under which name the width is remembered: `graph-panel`. */
  name: string;
  label: string;
  children: ReactNode;
  side?: 'left' | 'right';
  /** Pixels. */
  defaultWidth?: number;
  minWidth?: number;
  maxWidth?: number;
  className?: string;
}

const KEY_STEP_PX = 16;

/** The width within its limits; a remembered text that is no number counts as the default. */
export function panelWidth(
  remembered: string,
  limits: { fallback: number; min: number; max: number },
): number {
  const width = Number(remembered);
  if (remembered === '' || !Number.isFinite(width)) return limits.fallback;
  return Math.min(limits.max, Math.max(limits.min, Math.round(width)));
}

export function SidePanel({
  name,
  label,
  children,
  side = 'right',
  defaultWidth = 400,
  minWidth = PANEL_LIMITS.min,
  maxWidth = PANEL_LIMITS.max,
  className,
}: SidePanelProps) {
  const [remembered, remember] = usePreference(`panel.${name}`, '');
  const width = panelWidth(remembered, { fallback: defaultWidth, min: minWidth, max: maxWidth });
  const panel = useRef<HTMLElement>(null);
  // By CSSOM and not as an attribute: the page's policy forbids style attributes in server-rendered HTML.
  useLayoutEffect(() => {
    panel.current?.style.setProperty('width', `${width}px`);
  }, [width]);

  const outward = side === 'right' ? -1 : 1;
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = panel.current?.getBoundingClientRect();
    if (box === undefined) return;
    remember(String(side === 'right' ? box.right - event.clientX : event.clientX - box.left));
  };
  const key = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -KEY_STEP_PX, ArrowRight: KEY_STEP_PX }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    remember(String(width + step * outward));
  };
  return (
    <aside
      ref={panel}
      aria-label={label}
      className={classNames(
        'relative flex max-w-[70vw] shrink-0 flex-col border-line bg-surface',
        side === 'right' ? 'border-l' : 'border-r',
        className,
      )}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a focusable separator is a window splitter, hr cannot hold a value */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${label}`}
        aria-valuenow={width}
        aria-valuemin={minWidth}
        aria-valuemax={maxWidth}
        tabIndex={0}
        title="Drag to resize, double-click to reset"
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={drag}
        onDoubleClick={() => remember(null)}
        onKeyDown={key}
        className={classNames(
          'group absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none',
          side === 'right' ? '-left-1' : '-right-1',
        )}
      >
        <span className="absolute inset-y-0 left-[3px] w-0.5 group-hover:bg-accent group-focus-visible:bg-accent" />
      </div>
      {children}
    </aside>
  );
}
