/**
 * Which objects a pasted text holds: a document each, the items of a List, JSON as YAML. A document that does not parse
 * is told by its lines alone, so that it can be mended in its editor.
 */
import { dump } from 'js-yaml';
import { objectKey, objectName, readIdentity } from '@/lib/config/identity';
import { identityIn } from '@/lib/config/language/rename';
import { splitDocuments } from '@/lib/config/yaml/documents';
import { type ListPlace, objectTextsIn } from '@/lib/config/yaml/object-texts';
import type { NewText } from './use-open-drafts';

export interface PastedObjects {
  readonly objects: readonly NewText[];
  /** Why they cannot be taken; null when they can. */
  readonly problem: string | null;
}

export function pastedObjects(text: string): PastedObjects {
  const objects: NewText[] = [];
  const seen = new Set<string>();
  for (const span of splitDocuments(text)) {
    if (span.isEmpty) continue;
    const found = objectTextsIn(text, span).map(({ reading, text: own, list }) => ({
      id: reading.kind === 'problems' ? identityIn(own) : identityOf(reading.value),
      text: reading.kind === 'value' && isJson(own, list) ? asYaml(reading.value) : own,
    }));
    const nameless = found.findIndex(({ id }) => id === null);
    if (nameless >= 0 || found.length === 0) {
      const which = found.length > 1 ? `Item ${nameless + 1} of the List` : 'The document';
      return {
        objects: [],
        problem: `${which} in line ${span.line} does not say ${found.length === 0 ? 'any object' : 'apiVersion, kind and name'}.`,
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

function isJson(text: string, list: ListPlace | null): boolean {
  return list === null ? text.trimStart().startsWith('{') : list.indent === null;
}

function identityOf(value: unknown): NewText['id'] | null {
  const reading = readIdentity(value);
  return reading.kind === 'missing' ? null : reading.id;
}

/** Long texts stay on their line, as people write them. */
function asYaml(value: unknown): string {
  return dump(value, { noRefs: true, lineWidth: -1 });
}
