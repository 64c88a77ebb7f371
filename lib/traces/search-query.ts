/** The terms of a trace search as the API's routes take them; see ./find/terms for what they mean. */
import { z } from 'zod';
import { LONGEST_QUERY } from './language/parser';
import { MOST_SERVICES } from './limits';
import { SPAN_KINDS } from './model/span';

const duration = z.string().max(40).optional();

/** Spread its `shape` into a route's own query schema, beside that of the window. */
export const searchQuery = z.object({
  service: z
    .string()
    .transform((text) => [...new Set(text.split(',').filter((name) => name !== ''))])
    .pipe(z.array(z.string().max(300)).max(MOST_SERVICES, `may name ${MOST_SERVICES} services at most`))
    .optional(),
  operation: z.string().max(1000).optional(),
  kind: z.enum(SPAN_KINDS).optional(),
  tags: z.string().max(LONGEST_QUERY).optional(),
  q: z.string().max(LONGEST_QUERY).optional(),
  min: duration,
  max: duration,
  traceMin: duration,
  traceMax: duration,
  errors: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
