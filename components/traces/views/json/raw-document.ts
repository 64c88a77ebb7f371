/** The document of a trace as it came, or for a trace from a file of several one written from what was read. */
import { queryOptions } from '@tanstack/react-query';
import { fetchResponse } from '@/components/shell/fetch-answer';
import { uploadedFile } from '@/components/traces/reading/uploaded-registry';
import { uploadedTrace } from '@/components/traces/reading/uploaded-traces';
import { spansOf } from '@/lib/traces/model/read-row';
import { toResourceSpans } from '@/lib/traces/otlp-json';

export interface RawDocument {
  readonly content: Blob;
  /** The beginning, as much as is shown. */
  readonly text: string;
  /** There is more than that. */
  readonly isCut: boolean;
}

/** More is not indented: a page of that length helps nobody. */
const SHOWN_BYTES = 4_000_000;

export const rawDocumentQuery = (traceId: string, source: 'server' | 'file') =>
  queryOptions({
    queryKey: ['traces', 'raw', traceId, source],
    queryFn: async ({ signal }): Promise<RawDocument> => {
      const content = source === 'file' ? await ofFile(traceId) : await asSent(traceId, signal);
      const text = await content.slice(0, SHOWN_BYTES).text();
      return { content, text, isCut: content.size > SHOWN_BYTES };
    },
    staleTime: 30_000,
    structuralSharing: false,
    gcTime: 60_000,
  });

async function asSent(traceId: string, signal: AbortSignal): Promise<Blob> {
  const path = `/api/traces/${encodeURIComponent(traceId)}`;
  const response = await fetchResponse(path, { Accept: 'application/json' }, { signal });
  return response.blob();
}

/** The file's own bytes where it holds nothing else. */
async function ofFile(traceId: string): Promise<Blob> {
  const known = uploadedFile(traceId);
  if (known?.alone === true) return known.file;
  const { trace } = await uploadedTrace(traceId, { adjustClocks: false });
  const text = JSON.stringify({ resourceSpans: toResourceSpans(spansOf(trace)) });
  return new Blob([text], { type: 'application/json' });
}
