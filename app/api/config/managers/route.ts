/** Who manages the fields that an edit changes, and whether a tool will write over it. Changes nothing. */
import { managersAnswerSchema, managersQuestionSchema } from '@/lib/config/managers/contract';
import { loadManagers } from '@/lib/config/managers/load';
import { MAX_OBJECT_BODY_BYTES } from '@/lib/config/yaml/read-yaml';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = handler({
  summary:
    'Who manages the fields that an edit changes, and whether a tool will write over it. Changes nothing.',
  role: 'viewer',
  body: managersQuestionSchema,
  maxBodyBytes: MAX_OBJECT_BODY_BYTES,
  answer: managersAnswerSchema,
  load: ({ body, sources: { managers }, signal }) => loadManagers(managers, body, signal),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
