/** Which objects a pasted text holds, told by its lines alone, so that it is quick; each is checked in its editor. */
import { objectKey, objectName } from '@/lib/config/identity';
import { identityIn } from '@/lib/config/language/rename';
import { splitDocuments } from '@/lib/config/yaml/documents';
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
    const own = text.slice(span.start, span.end);
    const id = identityIn(own);
    if (id === null) {
      return {
        objects: [],
        problem: `The document in line ${span.line} does not say apiVersion, kind and name.`,
      };
    }
    if (seen.has(objectKey(id))) return { objects: [], problem: `${objectName(id)} stands in it twice.` };
    seen.add(objectKey(id));
    objects.push({ id, text: own.endsWith('\n') ? own : `${own}\n` });
  }
  return { objects, problem: null };
}
