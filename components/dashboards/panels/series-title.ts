/** What a field is called on a panel: its own display name with labels put in, else its title. */
import { type FrameField, fieldTitle } from '@/lib/dashboards/frames/frame';
import type { FieldOptions } from '@/lib/dashboards/model/field';

export function titleOf(field: FrameField, { displayName }: Pick<FieldOptions, 'displayName'>): string {
  if (displayName === undefined || displayName === '') return fieldTitle(field);
  return displayName.replace(
    /\$\{__(field\.labels\.([\w.]+)|field\.name|field\.displayName|series\.name)\}/g,
    (_, __, label: string | undefined) =>
      label === undefined ? fieldTitle(field) : (field.labels[label] ?? ''),
  );
}
