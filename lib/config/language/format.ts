/** Indentation and spacing made even; what the text says, its comments and the order stay. */

import { parseAllDocuments } from 'yaml';
import { splitDocuments } from '@/lib/config/yaml/documents';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { isSameValue } from './same-value';
import { listStyle } from './snippet';

/** Null where the text cannot be read, or would not mean exactly the same afterwards. */
export function formatYaml(text: string): string | null {
  const before = valuesOf(text);
  if (before === null) return null;
  const documents = parseAllDocuments(text, {
    keepSourceTokens: false,
    uniqueKeys: false,
    maxAliasCount: 0,
  } as object);
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return null;
  const indentSeq = listStyle(text) === 2;
  const written = documents
    .map((document) =>
      document.toString({ indent: 2, indentSeq, lineWidth: 0, flowCollectionPadding: false }),
    )
    .join('')
    .replace(/^(?:---\n)?/, text.trimStart().startsWith('---') ? '---\n' : '');
  const after = valuesOf(written);
  return after !== null && isSameValue(before, after) ? written : null;
}

function valuesOf(text: string): readonly unknown[] | null {
  const values: unknown[] = [];
  for (const span of splitDocuments(text)) {
    if (span.isEmpty) continue;
    const reading = readYaml(text.slice(span.start, span.end));
    if (reading.kind === 'problems') return null;
    values.push(reading.value);
  }
  return values.length === 0 ? null : values;
}
