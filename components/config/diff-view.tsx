'use client';
/** The difference of two texts, loaded only when it is looked at. */
import dynamic from 'next/dynamic';
import { LinesSkeleton } from './editor-skeleton';

export const DiffView = dynamic(() => import('./editor/text-diff').then((module) => module.TextDiff), {
  ssr: false,
  loading: LinesSkeleton,
});
