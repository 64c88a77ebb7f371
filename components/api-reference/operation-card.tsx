'use client';
/** One operation: what it is for, who may, what it takes and what it answers. */
import { ChevronRight, Copy, ExternalLink } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Pill } from '@/components/ui/pill';
import { useToast } from '@/components/ui/toast';
import { withBasePath } from '@/lib/http/base-path';
import type { JsonSchema, OpenApiOperation } from '@/lib/http/openapi/contract';
import type { ListedOperation } from './operations';
import { FieldLine, SchemaTree } from './schema-tree';

export function OperationCard({ listed }: { readonly listed: ListedOperation }) {
  const { method, path, operation } = listed;
  return (
    <details
      id={operation.operationId}
      className="group/op scroll-mt-3 rounded-card border border-line bg-surface"
    >
      <summary className="flex min-h-11 cursor-pointer items-center gap-3 rounded-card px-3 py-2 hover:bg-raised">
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-text-3 group-open/op:rotate-90" />
        <span className="w-14 shrink-0 font-mono font-semibold text-xs uppercase">{method}</span>
        <span className="min-w-0 flex-1">
          <code className="break-all font-mono text-xs">{path}</code>
          <span className="block text-sm text-text-2">{operation.summary}</span>
        </span>
        {writes(operation) && <Pill tone="neutral">admin</Pill>}
      </summary>
      <div className="grid gap-4 border-line border-t px-3 py-3 pl-10">
        <div className="flex flex-wrap items-center gap-2">
          <p className="mr-auto text-sm text-text-2">{operation.description}</p>
          <Actions listed={listed} />
        </div>
        {operation.parameters.length > 0 && (
          <Section title="Parameters">
            <ul className="grid gap-1">
              {operation.parameters.map((parameter) => (
                <li key={`${parameter.in} ${parameter.name}`}>
                  <FieldLine field={parameter} />
                  {parameter.in === 'path' && <span className="text-text-3 text-xs"> · in the path</span>}
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Bodies title="Body" content={operation.requestBody?.content} />
        {Object.entries(operation.responses)
          .filter(([status]) => status !== 'default')
          .map(([status, { description, content }]) =>
            content === undefined ? (
              <Section key={status} title={`Answer ${status}`}>
                <p className="text-sm text-text-2">{description}</p>
              </Section>
            ) : (
              <Bodies key={status} title={`Answer ${status}`} content={content} />
            ),
          )}
      </div>
    </details>
  );
}

function writes({ description }: OpenApiOperation): boolean {
  return description.includes('role admin');
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold text-xs">{title}</h3>
      {children}
    </section>
  );
}

interface BodiesProps {
  readonly title: string;
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> | undefined;
}

function Bodies({ title, content = {} }: BodiesProps) {
  return Object.entries(content).map(([type, { schema }]) => (
    <Section key={type} title={type === 'application/json' ? title : `${title} as ${type}`}>
      <SchemaTree schema={schema} />
    </Section>
  ));
}

function Actions({ listed: { method, path, operation } }: { readonly listed: ListedOperation }) {
  const toast = useToast();
  const copy = async () => {
    const needed = operation.parameters.filter((one) => one.in === 'query' && one.required);
    const query = needed.map(({ name }) => `${name}=…`).join('&');
    const address = `${window.location.origin}${withBasePath(path)}${query === '' ? '' : `?${query}`}`;
    await navigator.clipboard.writeText(
      `curl -sS -b "$PERIPLUS_COOKIE" -X ${method.toUpperCase()} '${address}'`,
    );
    toast({ tone: 'healthy', title: 'Copied', description: 'Put the session’s cookie in PERIPLUS_COOKIE.' });
  };
  const opens = method === 'get' && operation.parameters.every(({ required }) => !required);
  return (
    <>
      <Button size="sm" onClick={() => void copy()}>
        <Copy aria-hidden="true" />
        Copy as curl
      </Button>
      {opens && (
        <a
          href={withBasePath(path)}
          target="_blank"
          rel="noreferrer"
          className="inline-flex h-7 items-center gap-1.5 rounded-control px-2 text-accent text-xs hover:underline"
        >
          <ExternalLink aria-hidden="true" className="size-3.5" />
          Open
        </a>
      )}
    </>
  );
}
