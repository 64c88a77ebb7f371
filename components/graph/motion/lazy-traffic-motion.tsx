'use client';
/** The moving dots arrive when they are first wanted. */
import dynamic from 'next/dynamic';

export const TrafficMotion = dynamic(
  () => import('./traffic-motion').then((module) => module.TrafficMotion),
  {
    ssr: false,
  },
);
