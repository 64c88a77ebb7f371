/** Changes of headers on the way; not conditions on them. */
import { z } from 'zod';
import { labelMap } from '@/lib/config/model/field-types';

const change = z.strictObject({
  set: labelMap.optional().describe('Overwrites headers.'),
  add: labelMap.optional().describe('Appends values to headers.'),
  remove: z.array(z.string()).optional().describe('Removes headers.'),
});

export const headerOperations = z
  .strictObject({
    request: change.optional().describe('Before the request goes to the destination.'),
    response: change.optional().describe('Before the response goes back to the caller.'),
  })
  .describe('Changes headers of requests and responses.');
