/**
 * Which objects a pasted text holds: a document each, the items of a List, JSON as YAML. A document that does not parse
 * is told by its lines alone, so that it can be mended in its editor.
 */
import { dump } from 'js-yaml';
import { objectKey, objectName, readIdentity } from '@/lib/config/identity';
import { identityIn } from '@/lib/config/language/rename';
import { splitDocuments } from '@/lib/config/yaml/documents';
import { listItems } from '@/lib/config/yaml/list-items';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import type { NewText } from './use-open-drafts';

export interface PastedObjects {
  readonly objects: readonly NewText[];
  /** Why they cannot be taken; null when they can. */
  readonly problem: string | null;
}

export function pastedObjects(text: string): PastedObjects {
  const objects: NewText[] = [];
  const seen = new Set<string>();
  for (const { isEmpty, start, end, line } of splitDocuments(text)) {
    if (isEmpty) continue;
    const found = objectsIn(text.slice(start, end));
    const nameless = found.findIndex(({ id }) => id === null);
    if (nameless >= 0 || found.length === 0) {
      const which = found.length > 1 ? `Item ${nameless + 1} of the List` : 'The document';
      return {
        objects: [],
        problem: `${which} in line ${line} does not say ${found.length === 0 ? 'any object' : 'apiVersion, kind and name'}.`,
      };
    }
    for (const { id, text: own } of found) {
      if (id === null) continue;
      if (seen.has(objectKey(id))) return { objects: [], problem: `${objectName(id)} stands in it twice.` };
      seen.add(objectKey(id));
      objects.push({ id, text: own.endsWith('\n') ? own : `${own}\n` });
    }
  }
  return { objects, problem: null };
}

interface Found {
  readonly id: NewText['id'] | null;
  readonly text: string;
}

function objectsIn(text: string): readonly Found[] {
  const reading = readYaml(text);
  if (reading.kind === 'problems') return [{ id: identityIn(text), text }];
  const { value } = reading;
  const items = listItems(text, value);
  if (items !== null) {
    return items.map((item) => ({
      id: identityOf(item.value),
      text: item.indent === null ? asYaml(item.value) : item.text,
    }));
  }
  return [{ id: identityOf(value), text: text.trimStart().startsWith('{') ? asYaml(value) : text }];
}

function identityOf(value: unknown): NewText['id'] | null {
  const reading = readIdentity(value);
  return reading.kind === 'missing' ? null : reading.id;
}

/** Long texts stay on their line, as people write them. */
function asYaml(value: unknown): string {
  return dump(value, { noRefs: true, lineWidth: -1 });
}
