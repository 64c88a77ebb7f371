/** Every object of the mesh's configuration, in one line each, for the palette and the overview. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from './fetch-answer';

export const configListQuery = queryOptions({
  queryKey: ['config', 'list', ''],
  queryFn: ({ signal }) =>
    fetchAnswer('/api/config', async () => (await import('@/lib/config/contract')).configListSchema, {
      signal,
    }),
  staleTime: 15_000,
});

/** The page of an object. `_` stands for no namespace. */
export function configHref(id: {
  group: string;
  kind: string;
  namespace: string | null;
  name: string;
}): string {
  return `/config/${[id.group, id.kind, id.namespace ?? '_', id.name].map(encodeURIComponent).join('/')}`;
}
