'use client';
/** Gives charts the width that they have: Recharts draws into given pixels, the container is measured here. */
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

export interface MeasuredProps {
  readonly height: number;
  readonly children: (width: number) => ReactNode;
}

/** Renders its child once the width is known and again when it changes; the height is kept free from the start. */
export function Measured({ height, children }: MeasuredProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    setWidth(Math.floor(element.getBoundingClientRect().width));
    const observer = new ResizeObserver((entries) => {
      const measured = entries.at(-1)?.contentRect.width;
      if (measured !== undefined) setWidth(Math.floor(measured));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} style={{ minHeight: height }} className="min-w-0">
      {width > 0 && children(width)}
    </div>
  );
}
