'use client';
/** A card below the first screen's top: its script arrives after the page's first ones, its place is kept until then. */
import type { ComponentType } from 'react';
import { Card, CardHeader } from '@/components/ui/card';
import { type DeferredPart, useDeferred } from '@/components/ui/deferred';
import { CardBoundary } from './card-boundary';
import { SkeletonRows } from './skeleton-rows';

export interface LaterCardProps<P> {
  part: DeferredPart<P>;
  props: P;
  title: string;
  /** Pixels that it will take, about. */
  height: number;
}

const HEADER_HEIGHT = 36;
const ROW_HEIGHT = 37;

export function LaterCard<P extends object>(props: LaterCardProps<P>) {
  return (
    <CardBoundary title={props.title}>
      <Later {...props} />
    </CardBoundary>
  );
}

function Later<P extends object>({ part, props, title, height }: LaterCardProps<P>) {
  const Part: ComponentType<P> | null = useDeferred(part, true);
  if (Part !== null) return <Part {...props} />;
  return (
    <Card className="overflow-hidden" style={{ height }}>
      <CardHeader title={title} />
      <SkeletonRows rows={Math.ceil((height - HEADER_HEIGHT) / ROW_HEIGHT)} />
    </Card>
  );
}
