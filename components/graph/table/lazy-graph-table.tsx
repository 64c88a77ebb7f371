'use client';
/** The table arrives when it is first opened. */
import dynamic from 'next/dynamic';

export const GraphTable = dynamic(() => import('./graph-table').then((module) => module.GraphTable), {
  ssr: false,
});
