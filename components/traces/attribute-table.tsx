'use client';
/** Attributes as a table of keys and values, each to be copied; long and nested values open on request. */
import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { Attributes, AttributeValue } from '@/lib/traces/model/span';
import { attributeText, indentedText, SHOWN_LENGTH } from './attribute-text';
import { Highlight } from './highlight';
import { useCopy } from './use-copy';

export interface AttributeTableProps {
  attributes: Attributes;
  terms: readonly string[];
}

export function AttributeTable({ attributes, terms }: AttributeTableProps) {
  const keys = Object.keys(attributes).sort((a, b) => a.localeCompare(b, 'en'));
  return (
    <dl className="text-xs">
      {keys.map((key) => (
        <Row key={key} name={key} value={attributes[key] ?? null} terms={terms} />
      ))}
    </dl>
  );
}

function Row({ name, value, terms }: { name: string; value: AttributeValue; terms: readonly string[] }) {
  const copy = useCopy();
  const text = attributeText(value);
  return (
    <div className="group relative grid grid-cols-[minmax(0,11fr)_minmax(0,14fr)] gap-x-3 border-[color-mix(in_srgb,var(--line)_70%,transparent)] border-t py-[3px] first:border-0">
      <dt className="break-words text-text-2">
        <Highlight text={name} terms={terms} />
      </dt>
      <dd className="min-w-0 pr-5 font-mono">
        <Value name={name} value={value} text={text} terms={terms} />
        <button
          type="button"
          aria-label={`Copy the value of ${name}`}
          title="Copy the value"
          onClick={() => void copy(text, `Value of ${name.slice(0, 60)} copied`)}
          className="absolute top-0 right-0 grid size-6 place-items-center rounded-tag bg-surface text-text-3 opacity-0 hover:text-text focus-visible:opacity-100 group-hover:opacity-100"
        >
          <Copy aria-hidden="true" className="size-3" />
        </button>
      </dd>
    </div>
  );
}

interface ValueProps {
  name: string;
  value: AttributeValue;
  text: string;
  terms: readonly string[];
}

function Value({ name, value, text, terms }: ValueProps) {
  const [open, setOpen] = useState(false);
  const nested = indentedText(value);
  const long = text.length > SHOWN_LENGTH || nested !== null;
  const shown = open ? (nested ?? text) : text.slice(0, SHOWN_LENGTH);
  return (
    <>
      {open ? (
        <section
          aria-label={`Value of ${name}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-96 overflow-auto whitespace-pre-wrap break-words"
        >
          {shown}
        </section>
      ) : (
        <span className="break-words">
          <Highlight text={shown} terms={terms} />
          {text.length > SHOWN_LENGTH && '…'}
        </span>
      )}
      {long && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="link ml-1 min-h-6 font-sans text-2xs"
        >
          {open
            ? 'less'
            : nested !== null
              ? 'as a tree'
              : `all ${text.length.toLocaleString('en-US')} characters`}
        </button>
      )}
    </>
  );
}
