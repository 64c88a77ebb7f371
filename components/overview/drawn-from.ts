/** Which graphs the overview's figures are read from; links lead to the same ones. */
import type { DrawnFrom } from '@/components/shell/graph-links';

export const SERVICE_GRAPH = { type: 'service' } as const satisfies DrawnFrom;
export const APP_GRAPH = { type: 'app', services: 'none' } as const satisfies DrawnFrom;
