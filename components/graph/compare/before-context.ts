'use client';
/** The earlier of two compared moments, for charts that draw it as a dashed line; null while one moment is shown. */
import { createContext, useContext } from 'react';
import type { TimeWindow } from '@/lib/mesh/time-window';

export const BeforeContext = createContext<TimeWindow | null>(null);

export function useBeforeMoment(): TimeWindow | null {
  return useContext(BeforeContext);
}
