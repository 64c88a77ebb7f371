/** How Istio compares text: exact, by prefix, or by RE2 pattern. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atMostOne } from '@/lib/config/model/field-types';
import { refuse } from './rules';

function fields(mayBeEmpty: boolean) {
  const prefix = z.string().check((checked) => {
    if (checked.value === '' && !mayBeEmpty)
      refuse(checked, 'PER0032', 'an empty prefix matches everything; leave it out');
  });
  return {
    exact: field(z.string(), 'The whole text, case-sensitive.').optional(),
    prefix: field(prefix, 'Beginning of the text, as it is written; `/v1` fits `/v10` too.').optional(),
    regex: field(
      z
        .string()
        .max(1024)
        .check((checked) => {
          if (checked.value === '')
            refuse(checked, 'PER0032', 'an empty pattern matches only an empty text; leave it out');
        }),
      'RE2 pattern for the whole text, not for a part of it.',
    ).optional(),
  };
}

export const stringMatch = z.strictObject(fields(false)).check(atMostOne('exact', 'prefix', 'regex'));

/** Of a path: an empty prefix is allowed there. */
export const uriMatch = z.strictObject(fields(true)).check(atMostOne('exact', 'prefix', 'regex'));
