/** `GET /api/openapi.json`: the description of this API, generated from the contracts that check it. */
import { describedPaths } from '@/app/api/routes';
import { handler } from '@/lib/http/handler';
import { openApiSchema } from '@/lib/http/openapi/contract';
import { openApiDocument } from '@/lib/http/openapi/document';
import { otherMethods } from '@/lib/http/other-methods';
import packageJson from '@/package.json';

export const GET = handler({
  summary: 'The description of this API (OpenAPI 3.1).',
  role: 'viewer',
  answer: openApiSchema,
  load: () => openApiDocument(describedPaths(), packageJson.version),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
