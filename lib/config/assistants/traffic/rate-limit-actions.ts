/** What a request is counted by: the actions of `rate_limits` in a form, one for each limit. */
import { z } from 'zod';
import { type Fields, fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';
import { UNITS } from './rate-limit-config';

export const descriptorSchema = z.object({
  /** Place in the stored list; null = new. */
  from: z.number().int().min(0).nullable(),
  by: z.enum(['path', 'header', 'address', 'everything']),
  /** Name of the header. */
  header: z.string(),
  /** Name under which the service looks for the limit. */
  key: z.string(),
  /** What the limit is for; empty = each value by itself. */
  value: z.string(),
  requests: z.number(),
  unit: z.enum(UNITS),
});
export type Descriptor = z.infer<typeof descriptorSchema>;
export type Counted = Pick<Descriptor, 'by' | 'header' | 'key' | 'value'>;

/** Null for combinations and actions that the form does not have; they stay. */
export function countedBy(entry: Fields): Counted | null {
  const actions = fieldsListAt(entry, 'actions');
  const [action] = actions;
  if (action === undefined || actions.length > 1 || Object.keys(action).length !== 1) return null;
  if (action.remote_address !== undefined) {
    return { by: 'address', header: '', key: 'remote_address', value: '' };
  }
  if (action.generic_key !== undefined) {
    const generic = fieldsAt(action, 'generic_key');
    const key = textAt(generic, 'descriptor_key') ?? 'generic_key';
    return { by: 'everything', header: '', key, value: textAt(generic, 'descriptor_value') ?? '' };
  }
  const header = textAt(fieldsAt(action, 'request_headers'), 'header_name');
  const key = textAt(fieldsAt(action, 'request_headers'), 'descriptor_key');
  if (header === null || key === null) return null;
  const by = header === ':path' ? 'path' : 'header';
  return { by, header: by === 'path' ? '' : header, key, value: '' };
}

/** The entry for a descriptor; `before` keeps what the form does not show. */
export function rateLimitEntry(counted: Counted, before: Fields): Fields {
  const [action] = fieldsListAt(before, 'actions');
  const known = countedBy(before);
  const isSame =
    known !== null && known.by === counted.by && known.header === counted.header && known.key === counted.key;
  if (isSame && (counted.by !== 'everything' || known.value === counted.value)) return before;
  return { ...before, actions: [actionOf(counted, action ?? {})] };
}

function actionOf({ by, header, key, value }: Counted, before: Fields): Fields {
  if (by === 'address') return { remote_address: {} };
  if (by === 'everything') {
    return {
      generic_key: {
        ...(key === 'generic_key' ? {} : { descriptor_key: key }),
        descriptor_value: value,
      },
    };
  }
  return {
    request_headers: {
      ...fieldsAt(before, 'request_headers'),
      header_name: by === 'path' ? ':path' : header,
      descriptor_key: key,
    },
  };
}

export function countedWords({ by, header, value }: Counted): string {
  if (by === 'address') return 'from each address';
  if (by === 'everything') return 'altogether';
  const what = by === 'path' ? 'path' : `value of ${header}`;
  return value === '' ? `for each ${what}` : `for ${by === 'path' ? value : `${header} ${value}`}`;
}
