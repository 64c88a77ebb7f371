'use client';
/** A card below the fold: its script arrives when the page has come to rest, its place is kept until then. */
import type { ComponentType } from 'react';
import { Card, CardHeader } from '@/components/ui/card';
import { type DeferredPart, useDeferred } from '@/components/ui/deferred';
import { CardBoundary } from './card-boundary';
import { SkeletonRows } from './skeleton-rows';

export interface LaterCardProps<P> {
  part: DeferredPart<P>;
  props: P;
  title: string;
  /** Rows that it will have, about. */
  rows: number;
}

export function LaterCard<P extends object>(props: LaterCardProps<P>) {
  return (
    <CardBoundary title={props.title}>
      <Later {...props} />
    </CardBoundary>
  );
}

function Later<P extends object>({ part, props, title, rows }: LaterCardProps<P>) {
  const Part: ComponentType<P> | null = useDeferred(part, true);
  if (Part !== null) return <Part {...props} />;
  return (
    <Card>
      <CardHeader title={title} />
      <SkeletonRows rows={rows} />
    </Card>
  );
}
