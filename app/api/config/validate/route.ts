/** What is to be said about a text before it is saved: mistakes, meaning, references. Changes nothing. */
import { configSource } from '@/lib/config/config-source';
import { assessmentSchema, validateSchema } from '@/lib/config/contract';
import { validateText } from '@/lib/config/load';
import { MAX_OBJECT_BODY_BYTES } from '@/lib/config/yaml/read-yaml';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = handler({
  summary: 'What is to be said of a text before it is saved: mistakes, meaning, references. Changes nothing.',
  role: 'viewer',
  body: validateSchema,
  maxBodyBytes: MAX_OBJECT_BODY_BYTES,
  answer: assessmentSchema,
  load: ({ body, sources, signal }) => validateText(configSource(sources), body, signal),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
