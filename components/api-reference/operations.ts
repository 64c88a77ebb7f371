/** The operations of the description as a list to search in. Pure. */
import type { Method, OpenApiDocument, OpenApiOperation } from '@/lib/http/openapi/contract';

export interface ListedOperation {
  readonly method: Method;
  readonly path: string;
  readonly operation: OpenApiOperation;
}

export function listedOperations({ paths }: OpenApiDocument): ListedOperation[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) =>
      operation === undefined ? [] : [{ method: method as Method, path, operation }],
    ),
  );
}

/** Every word of the search in the path, the summary or the name of a parameter. */
export function matching(operations: readonly ListedOperation[], search: string): ListedOperation[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return operations.filter(({ method, path, operation }) => {
    const names = operation.parameters.map(({ name }) => name);
    const text = [method, path, operation.summary, ...names].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
