/** What a list asks first, from its address alone. Pure, for the server. */
import { createLoader, type SearchParams } from 'nuqs/server';
import { scopeOf, scopeParsers } from '@/components/shell/scope-codec';
import { listParams, listParsers } from './list-params';

const readScope = createLoader(scopeParsers);
const readChoice = createLoader(listParsers);

/** Parameters of the list's API, without the part, as the page itself will read them from `address`. */
export function paramsOfAddress(address: SearchParams): string {
  return listParams(scopeOf(readScope(address)), readChoice(address));
}
