/** A list's page as a document: its first rows stand in it, and what they lack is asked for before any script runs. */
import { headers } from 'next/headers';
import type { SearchParams } from 'nuqs/server';
import { GET } from '@/app/api/inventory/[kind]/route';
import { paramsOfAddress } from '@/components/inventory/list/early-list';
import { InventoryListPage } from '@/components/inventory/list/list-page';
import { bareListPath, listPartPath } from '@/components/inventory/list/list-params';
import { DocumentOnlyScript } from '@/components/shell/document-only-script';
import { earlyQuestionScript } from '@/components/shell/early-question';
import { documentAnswer } from '@/lib/http/document-answer';
import { inventoryListSchema } from '@/lib/insight/inventory/contract';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';

interface InventoryListDocumentProps {
  readonly kind: InventoryKind;
  readonly address: SearchParams;
}

export async function InventoryListDocument({ kind, address }: InventoryListDocumentProps) {
  const params = paramsOfAddress(address);
  const path = bareListPath(kind, params);
  const question = { route: GET, path, params: { kind }, contract: inventoryListSchema };
  const list = await documentAnswer(question, await headers());
  const next = list === null ? path : listPartPath(kind, params, 0);
  return (
    <>
      <DocumentOnlyScript text={earlyQuestionScript({ path: next, accept: 'application/json' })} />
      <InventoryListPage kind={kind} came={list === null ? null : { params, list }} />
    </>
  );
}
