/** The wire form of a `Warning`: a part of an answer that is missing or doubtful. */
import { z } from 'zod';

export const warningSchema = z.object({
  source: z.enum(['prometheus', 'jaeger', 'kubernetes', 'manifests', 'settings']),
  code: z.string(),
  message: z.string(),
});
