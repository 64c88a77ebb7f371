/** Transformations of columns by their names. */
import { pattern } from '@/lib/dashboards/display/pattern';
import { type Frame, type FrameField, fieldTitle, frame } from '@/lib/dashboards/frames/frame';
import type { Transformation } from '@/lib/dashboards/model/transformation';

type Of<Id extends Transformation['id']> = Extract<Transformation, { id: Id }>;

/** Leaves out, orders, renames. What has no place of its own stays behind those that have. */
export function organize(of: Frame, options: Of<'organize'>): Frame {
  const { excludeByName, includeByName, indexByName, renameByName } = options;
  const asked = <T>(by: Readonly<Record<string, T>>, field: FrameField): T | undefined => {
    const title = fieldTitle(field);
    if (Object.hasOwn(by, title)) return by[title];
    return Object.hasOwn(by, field.name) ? by[field.name] : undefined;
  };
  const including = Object.values(includeByName).some(Boolean);
  const kept = of.fields.filter(
    (field) => asked(excludeByName, field) !== true && (!including || asked(includeByName, field) === true),
  );
  const ordered = kept
    .map((field, at) => ({ field, index: asked(indexByName, field) ?? Number.MAX_SAFE_INTEGER, at }))
    .toSorted((a, b) => a.index - b.index || a.at - b.at);
  return frame(
    of.refId,
    ordered.map(({ field }) => {
      const title = asked(renameByName, field);
      return title === undefined || title === '' ? field : { ...field, title };
    }),
    of.kind,
  );
}

export function filterFieldsByName(of: Frame, { include, exclude }: Of<'filterFieldsByName'>): Frame {
  const fits = (
    field: FrameField,
    { names, pattern: source }: { names: readonly string[]; pattern: string },
  ) => {
    const title = fieldTitle(field);
    return (
      names.includes(title) || names.includes(field.name) || (source !== '' && pattern(source).test(title))
    );
  };
  const fields = of.fields.filter(
    (field) =>
      (include === undefined ||
        (include.names.length === 0 && include.pattern === '') ||
        fits(field, include)) &&
      (exclude === undefined || !fits(field, exclude)),
  );
  return frame(of.refId, fields, of.kind);
}

/** `$1` in the new name is the first group. Times keep their name. */
export function renameByRegex(of: Frame, { regex, renamePattern }: Of<'renameByRegex'>): Frame {
  const expression = pattern(regex);
  return frame(
    of.refId,
    of.fields.map((field) => {
      const title = fieldTitle(field);
      if (field.type === 'time' || !expression.test(title)) return field;
      return { ...field, title: expression.replaceAll(title, renamePattern) };
    }),
    of.kind,
  );
}
