'use client';
/** The charts' code arrives after the picture. */
import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton';

export const LazyCharts = dynamic(() => import('./traffic-charts').then((module) => module.TrafficCharts), {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full" />,
});
