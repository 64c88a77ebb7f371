/**
 * Which traces of files this tab holds. Apart from what reads them, so that a link may ask without it. Nothing of them is
 * sent, and a reload forgets them.
 */
import type { ReadTrace } from './messages';

export interface UploadedFile {
  readonly file: File;
  /** As it was read first; its page takes it from here. */
  readonly opened: ReadTrace;
  /** The file holds nothing but this trace. */
  readonly alone: boolean;
}

const uploaded = new Map<string, UploadedFile>();

export function keepUploaded(traceId: string, file: UploadedFile): void {
  uploaded.set(traceId, file);
}

export function uploadedFile(traceId: string): UploadedFile | null {
  return uploaded.get(traceId) ?? null;
}

export function isUploaded(traceId: string): boolean {
  return uploaded.has(traceId);
}

/** In the order in which they were opened. */
export function uploadedTraces(): readonly ReadTrace[] {
  return [...uploaded.values()].map(({ opened }) => opened);
}

/** Where a trace is read from. */
export type TraceSource = 'server' | 'file';

export interface TracePlace {
  /** In focus. */
  readonly span?: string;
  /** What is looked for in the trace. */
  readonly find?: string;
}

/** The page of a trace. */
export function traceHref(traceId: string, source: TraceSource, { span, find }: TracePlace = {}): string {
  const params = new URLSearchParams();
  if (source === 'file') params.set('source', 'file');
  if (span !== undefined) params.set('span', span);
  if (find !== undefined && find !== '') params.set('q', find);
  return `/traces/${encodeURIComponent(traceId)}${params.size === 0 ? '' : `?${params}`}`;
}
