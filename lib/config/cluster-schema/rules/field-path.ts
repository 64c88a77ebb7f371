/** The place that a rule's `fieldPath` names below its own: `.spec.a`, `['a.b'].c`. */

export function fieldPathParts(text: string): readonly string[] {
  return [...text.matchAll(/\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/g)].map(
    ([, name, quoted]) => name ?? (quoted ?? '').replace(/\\(.)/g, '$1'),
  );
}
