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

/** As `objectHref` of `lib/config/identity`, whose code pages outside of configuration do without. */
export function configHref(id: {
  group: string;
  kind: string;
  namespace: string | null;
  name: string;
  /** Only where objects of several clusters stand side by side. */
  cluster?: string | undefined;
}): string {
  const path = [id.group || 'core', id.kind, id.namespace ?? '_', id.name].map(encodeURIComponent).join('/');
  return `/config/${path}${id.cluster === undefined ? '' : `?cluster=${encodeURIComponent(id.cluster)}`}`;
}
