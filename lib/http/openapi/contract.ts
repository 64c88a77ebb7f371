/** `GET /api/openapi.json`, as far as our own page reads it. The rest is JSON Schema and passes through. */
import { z } from 'zod';

const jsonSchema = z.record(z.string(), z.unknown());
/** A JSON Schema, as far as it is looked into here. */
export type JsonSchema = z.infer<typeof jsonSchema>;

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['query', 'path']),
  required: z.boolean(),
  schema: jsonSchema,
});
export type OpenApiParameter = z.infer<typeof parameterSchema>;

const content = z.record(z.string(), z.object({ schema: jsonSchema }));

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(parameterSchema),
  requestBody: z.object({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: content.optional() })),
  security: z.array(jsonSchema),
});
export type OpenApiOperation = z.infer<typeof operationSchema>;

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof methods)[number];

export const openApiSchema = z.object({
  openapi: z.literal('3.1.1'),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.partialRecord(z.enum(methods), operationSchema)),
  components: z.object({ schemas: jsonSchema, securitySchemes: jsonSchema }),
});
export type OpenApiDocument = z.infer<typeof openApiSchema>;
