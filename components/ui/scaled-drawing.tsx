/** Lines and cards that were drawn for one size, shown at another: all of it moves and scales as one. */
import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface ScaledDrawingProps {
  /** As drawn, px. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** Parts of one SVG below the cards. */
  readonly lines: ReactNode;
  /** Cards and pills, each placed from the upper left corner. */
  readonly children: ReactNode;
  readonly className?: string;
}

export function ScaledDrawing({ width, height, scale, lines, children, className }: ScaledDrawingProps) {
  return (
    <div
      className={classNames('relative overflow-hidden', className)}
      style={{ width: width * scale, height: height * scale }}
    >
      <div
        className="absolute top-0 left-0 origin-top-left"
        style={{ width, height, transform: `scale(${scale})` }}
      >
        <svg width={width} height={height} aria-hidden="true" className="absolute inset-0">
          {lines}
        </svg>
        {children}
      </div>
    </div>
  );
}
