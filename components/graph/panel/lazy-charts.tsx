'use client';
/** The charts arrive after the picture: their queries cost the source as much as the picture's own. */
import dynamic from 'next/dynamic';
import { useAfterPicture } from '@/components/ui/first-picture';
import { Skeleton } from '@/components/ui/skeleton';
import type { TrafficChartsProps } from './traffic-charts';

const LoadedCharts = dynamic(() => import('./traffic-charts').then((module) => module.TrafficCharts), {
  ssr: false,
  loading: ChartsPlace,
});

export function LazyCharts(props: TrafficChartsProps) {
  return useAfterPicture() ? <LoadedCharts {...props} /> : <ChartsPlace />;
}

function ChartsPlace() {
  return <Skeleton className="h-72 w-full" />;
}
