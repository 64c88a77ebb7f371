'use client';
/** A contract as a tree of fields, the deeper ones folded. */
import { ChevronRight } from 'lucide-react';
import type { JsonSchema } from '@/lib/http/openapi/contract';
import { type SchemaField, schemaFields, schemaLimits, schemaWords } from './schema-words';

export function SchemaTree({ schema }: { readonly schema: JsonSchema }) {
  const fields = schemaFields(schema);
  if (fields.length === 0) return <p className="text-sm text-text-2">{schemaWords(schema)}</p>;
  return <Fields fields={fields} />;
}

function Fields({ fields }: { readonly fields: readonly SchemaField[] }) {
  return (
    <ul className="grid gap-px">
      {fields.map((field) => (
        <Field key={field.name} field={field} />
      ))}
    </ul>
  );
}

function Field({ field }: { readonly field: SchemaField }) {
  const inner = schemaFields(field.schema);
  const line = <FieldLine field={field} />;
  if (inner.length === 0) return <li className="py-0.5 pl-5">{line}</li>;
  return (
    <li>
      <details className="group/field">
        <summary className="flex min-h-6 cursor-pointer items-start rounded-tag py-0.5 hover:bg-raised">
          <ChevronRight
            aria-hidden="true"
            className="mt-0.5 mr-1 size-4 shrink-0 text-text-3 group-open/field:rotate-90"
          />
          {line}
        </summary>
        <div className="ml-2 border-line border-l pl-2">
          <Fields fields={inner} />
        </div>
      </details>
    </li>
  );
}

export function FieldLine({ field: { name, required, schema } }: { readonly field: SchemaField }) {
  const notes = [...(required ? [] : ['may be left out']), ...schemaLimits(schema)];
  return (
    <span className="min-w-0 text-sm">
      <code className="font-mono text-xs">{name}</code>{' '}
      <span className="break-words text-text-2">{schemaWords(schema)}</span>
      {notes.length > 0 && <span className="text-text-3 text-xs">{` · ${notes.join(', ')}`}</span>}
    </span>
  );
}
