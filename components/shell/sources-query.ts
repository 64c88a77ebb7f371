/** How each source does, asked by the frame on every page. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from './fetch-answer';

const EVERY_MS = 15_000;

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: ({ signal }) =>
    fetchAnswer('/api/sources', async () => (await import('@/lib/mesh/source-state')).sourcesAnswerSchema, {
      signal,
      background: true,
    }),
  refetchInterval: EVERY_MS,
});

/** How a source is called on screen. */
export const SOURCE_NAMES = {
  prometheus: 'Prometheus',
  jaeger: 'Jaeger',
  kubernetes: 'Kubernetes',
  manifests: 'Manifests',
  settings: 'Settings file',
} as const;
