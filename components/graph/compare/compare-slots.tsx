'use client';
/** The parts of comparing that are drawn: their scripts arrive with the first comparison. */
import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton';

export const LazyCompareBar = dynamic(() => import('./compare-bar').then((module) => module.CompareBar), {
  ssr: false,
  loading: () => <div className="h-11 border-line border-b bg-surface" />,
});

export const LazyChangeLegend = dynamic(
  () => import('./change-legend').then((module) => module.ChangeLegend),
  { ssr: false },
);

export const LazyChangesPanel = dynamic(
  () => import('./changes-panel').then((module) => module.ChangesPanel),
  { ssr: false, loading: () => <Skeleton className="m-4 h-72" /> },
);

export const LazyChangeSection = dynamic(
  () => import('./change-section').then((module) => module.ChangeSection),
  { ssr: false, loading: () => <div className="h-32" /> },
);
