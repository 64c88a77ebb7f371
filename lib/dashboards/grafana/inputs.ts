/** `__inputs` and `__elements` of a shared dashboard, put in before it is read. */
import { isObject, type Json, objectAt, objectsAt, own, textAt } from './loose';
import type { ImportReport } from './report';

/** Constants are put in by their values; sources by nothing, since there is one. Library panels by what they hold. */
export function resolveInputs(classic: Json, report: ImportReport): Json {
  const constants = new Map<string, string>();
  for (const input of objectsAt(classic, '__inputs')) {
    const name = textAt(input, 'name');
    if (name !== null && textAt(input, 'type') === 'constant')
      constants.set(name, textAt(input, 'value') ?? '');
  }
  const elements = objectAt(classic, '__elements');
  return withPanels(classic, (panel) => fillIn(resolveLibrary(panel, elements, report), constants));
}

function withPanels(container: Json, change: (panel: Json) => Json): Json {
  const result: Record<string, unknown> = { ...container };
  for (const key of ['panels', 'rows']) {
    if (!Array.isArray(own(container, key))) continue;
    result[key] = objectsAt(container, key).map((inner) => {
      const nested = withPanels(inner, change);
      return key === 'rows' ? nested : change(nested);
    });
  }
  return result;
}

function resolveLibrary(panel: Json, elements: Json, report: ImportReport): Json {
  const library = own(panel, 'libraryPanel');
  if (!isObject(library)) return panel;
  const element = objectAt(elements, textAt(library, 'uid') ?? '');
  const model = objectAt(element, 'model');
  if (Object.keys(model).length > 0)
    return { ...model, id: own(panel, 'id'), gridPos: own(panel, 'gridPos') };
  const name = textAt(library, 'name') ?? textAt(library, 'uid') ?? '';
  report.lost(
    textAt(panel, 'title') || name,
    `The library panel "${name}" is not part of the file. Export it with "Export for sharing externally".`,
  );
  return { ...panel, type: 'library panel', title: textAt(panel, 'title') || name };
}

/** `${NAME}` in every text of the panel. */
function fillIn(panel: Json, constants: ReadonlyMap<string, string>): Json {
  if (constants.size === 0) return panel;
  return JSON.parse(
    JSON.stringify(panel, (_, value: unknown) =>
      typeof value === 'string'
        ? value.replace(/\$\{(\w+)\}/g, (whole, name: string) => constants.get(name) ?? whole)
        : value,
    ),
  ) as Json;
}
