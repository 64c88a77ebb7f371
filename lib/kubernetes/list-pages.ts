/** A collection, read in pages, so that neither side holds a large one as a whole. */
import 'server-only';
import type { KubernetesClient } from './client';
import type { WireObject } from './cluster-object';

export interface ListQuery {
  readonly path: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface Page {
  readonly items: readonly WireObject[];
  /** To watch from, once the last page is read. */
  readonly resourceVersion: string;
  /** Objects after this page; null where the server does not tell. */
  readonly remaining: number | null;
  readonly isLast: boolean;
}

/** A page of pods is some megabytes of text, which is parsed in one go: a few milliseconds. */
const PAGE_SIZE = 250;

/** Throws as the client does; `ApiFault` 410 when the server has forgotten the list's beginning. */
export async function* listPages(
  client: KubernetesClient,
  query: ListQuery,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
): AsyncGenerator<Page, void, undefined> {
  let next: string | undefined;
  do {
    const { labelSelector, fieldSelector } = query;
    const answer = (await client.json({
      path: query.path,
      query: { limit: PAGE_SIZE, continue: next, labelSelector, fieldSelector },
      timeoutMs,
      signal,
    })) as WireList;
    const { metadata = {}, items } = answer;
    next = metadata.continue || undefined;
    yield {
      items: items ?? [],
      resourceVersion: metadata.resourceVersion ?? '',
      remaining: metadata.remainingItemCount ?? null,
      isLast: next === undefined,
    };
  } while (next !== undefined);
}

interface WireList {
  readonly metadata?: {
    readonly continue?: string;
    readonly resourceVersion?: string;
    readonly remainingItemCount?: number;
  };
  readonly items?: readonly WireObject[] | null;
}
