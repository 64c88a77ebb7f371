'use client';
/** Where the details of a selection stand: asked for at once, while their scripts arrive. */
import { usePrefetchQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { detailQuery } from './detail-query';
import type { DetailSectionsProps } from './detail-sections';

const LazySections = dynamic(() => import('./detail-sections').then((module) => module.DetailSections), {
  ssr: false,
  loading: () => <div className="h-[640px]" />,
});

export function DetailSlot(props: DetailSectionsProps) {
  usePrefetchQuery(detailQuery(props.of, props.window));
  return <LazySections {...props} />;
}
