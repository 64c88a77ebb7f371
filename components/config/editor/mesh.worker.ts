/** Judges the open text beside the page, so that typing never waits. */
import './zod-without-eval';
import type { ZodType } from 'zod';
import { clusterHeaders } from '@/components/shell/document-cluster';
import { DraftDesk } from '@/lib/config/draft-desk';
import { formatYaml } from '@/lib/config/language/format';
import { meshAnswerSchema } from '@/lib/config/mesh-answer/contract';
import type { ObjectId } from '@/lib/config/store';
import { withBasePath } from '@/lib/http/base-path';
import type { DeskAnswer, DeskQuestion } from './desk-messages';
import { KindSchemas } from './kind-schemas';

const MESH = '/api/config/mesh';

/** A schema that has come changes what is to be said of the text. */
const schemas = new KindSchemas(() => {
  if (latest !== null) checkLatest();
});
let desk: DraftDesk | null = null;
let cluster: string | null = null;
let meshTag: string | null = null;
/** The newest text; older ones that still wait need no answer. */
let latest: { readonly request: number; readonly text: string } | null = null;
let checking = false;

self.addEventListener('message', ({ data }: MessageEvent<DeskQuestion>) => {
  answer(data).catch((error: unknown) => {
    tell({
      kind: 'failed',
      request: data.request,
      reason: error instanceof Error ? error.message : String(error),
    });
  });
});

function tell(message: DeskAnswer): void {
  self.postMessage(message);
}

async function answer(question: DeskQuestion): Promise<void> {
  const { request } = question;
  switch (question.kind) {
    case 'open':
      cluster = question.cluster;
      schemas.ofCluster(cluster);
      desk = new DraftDesk(question.id satisfies ObjectId, schemas);
      meshTag = null;
      return;
    case 'mesh':
      void schemas.refresh();
      return followMesh(request);
    case 'check':
      latest = { request, text: question.text };
      // After the messages that wait already, of which one may hold a newer text.
      if (!checking) setTimeout(checkLatest, 0);
      checking = true;
      return;
    case 'complete':
      return tell({ kind: 'answer', request, value: desk?.complete(question.text, question.offset) ?? null });
    case 'hover':
      return tell({ kind: 'answer', request, value: desk?.hover(question.text, question.offset) ?? null });
    case 'format':
      return tell({ kind: 'answer', request, value: formatYaml(question.text) });
    default:
      question satisfies never;
  }
}

function checkLatest(): void {
  checking = false;
  if (latest === null || desk === null) return;
  const { request, text } = latest;
  const startedAt = performance.now();
  const check = desk.check(text);
  tell({ kind: 'checked', request, text, check, milliseconds: performance.now() - startedAt });
}

/** The mesh as it is now; nothing is said where it has not changed. */
async function followMesh(request: number): Promise<void> {
  const response = await fetch(withBasePath(MESH), {
    credentials: 'same-origin',
    cache: 'no-store',
    headers: {
      Accept: 'application/json',
      ...clusterHeaders(MESH, cluster),
      // Keeping up with others is no activity of the reader.
      'X-Periplus-Background': '1',
      ...(meshTag !== null && { 'If-None-Match': meshTag }),
    },
  });
  if (response.status === 304) return tell({ kind: 'mesh', request, changed: false });
  if (!response.ok) throw new Error(`The mesh was not answered (${response.status}).`);
  const mesh = read(meshAnswerSchema, await response.json());
  desk?.follow(mesh);
  meshTag = response.headers.get('ETag');
  tell({ kind: 'mesh', request, changed: true });
  if (latest !== null) checkLatest();
}

function read<T>(schema: ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error('The answer of the mesh is not what this page expects: reload it.');
  return parsed.data;
}
