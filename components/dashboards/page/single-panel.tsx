'use client';
/** One panel alone, as large as the page. Esc leads back. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import { PanelCard } from '@/components/dashboards/view/panel-card';
import type { Panel } from '@/lib/dashboards/model/panel';

export function SinglePanel({ panel }: { readonly panel: Panel }) {
  const { open } = useDashboard();
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) open(null);
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [open]);
  return (
    <div className="h-full p-3">
      <div ref={ref} className="h-full">
        {size !== null && <PanelCard panel={panel} width={size.width} height={size.height} />}
      </div>
    </div>
  );
}
