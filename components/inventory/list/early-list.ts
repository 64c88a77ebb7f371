/** What a list will ask first, from its address alone: the rows that need no metrics. Pure, for the server. */
import { createLoader, type SearchParams } from 'nuqs/server';
import type { EarlyQuestion } from '@/components/shell/early-question';
import { scopeOf, scopeParsers } from '@/components/shell/scope-codec';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';
import { bareListPath, listParams, listParsers } from './list-params';

const readScope = createLoader(scopeParsers);
const readChoice = createLoader(listParsers);

export function earlyListQuestion(kind: InventoryKind, address: SearchParams): EarlyQuestion {
  const params = listParams(scopeOf(readScope(address)), readChoice(address));
  return { path: bareListPath(kind, params), accept: 'application/json' };
}
