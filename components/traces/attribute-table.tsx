'use client';
/** Attributes as a table of keys and values, each to be copied; long and nested values open on request. */
import { Copy, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ExternalLink } from '@/lib/traces/links/links-of';
import type { Attributes, AttributeValue } from '@/lib/traces/model/span';
import { attributeText, SHOWN_LENGTH, treeOf } from './attribute-text';
import { ExternalLinks } from './external-links';
import { Highlight } from './highlight';
import { JsonTree } from './json-tree';
import { useCopy } from './use-copy';

export interface AttributeTableProps {
  attributes: Attributes;
  terms: readonly string[];
  /** Looks for `key=value` in the trace; without it there is no such button. */
  onSearch?: ((query: string) => void) | undefined;
  /** Links to other tools that an attribute leads to. */
  linksOf?: ((key: string) => readonly ExternalLink[]) | undefined;
}

export function AttributeTable({ attributes, terms, onSearch, linksOf }: AttributeTableProps) {
  const keys = Object.keys(attributes).sort((a, b) => a.localeCompare(b, 'en'));
  return (
    <dl className="text-xs">
      {keys.map((key) => (
        <Row
          key={key}
          name={key}
          value={attributes[key] ?? null}
          links={linksOf?.(key) ?? NO_LINKS}
          {...{ terms, onSearch }}
        />
      ))}
    </dl>
  );
}

interface RowProps extends Pick<AttributeTableProps, 'terms' | 'onSearch'> {
  name: string;
  value: AttributeValue;
  links: readonly ExternalLink[];
}

const NO_LINKS: readonly ExternalLink[] = [];
const ACTION = 'grid size-6 place-items-center rounded-tag text-text-3 hover:text-text';
/** Longer values are not what one searches for. */
const MOST_SEARCHED = 200;

function Row({ name, value, links, terms, onSearch }: RowProps) {
  const copy = useCopy();
  const text = attributeText(value);
  return (
    <div className="group relative grid grid-cols-[minmax(0,11fr)_minmax(0,14fr)] gap-x-3 border-[color-mix(in_srgb,var(--line)_70%,transparent)] border-t py-[3px] first:border-0">
      <dt className="break-words text-text-2">
        <Highlight text={name} terms={terms} />
      </dt>
      <dd className="min-w-0 pr-5 font-mono">
        <Value name={name} value={value} text={text} terms={terms} />
        <ExternalLinks links={links} />
        <span className="absolute top-0 right-0 flex bg-surface opacity-0 focus-within:opacity-100 group-hover:opacity-100">
          {onSearch !== undefined && text.length <= MOST_SEARCHED && (
            <button
              type="button"
              aria-label={`Search the trace for this value of ${name}`}
              title="Search the trace for it"
              onClick={() => onSearch(`"${name}=${text.replaceAll('"', '')}"`)}
              className={ACTION}
            >
              <Search aria-hidden="true" className="size-3" />
            </button>
          )}
          <button
            type="button"
            aria-label={`Copy the value of ${name}`}
            title="Copy the value"
            onClick={() => void copy(text, `Value of ${name.slice(0, 60)} copied`)}
            className={ACTION}
          >
            <Copy aria-hidden="true" className="size-3" />
          </button>
        </span>
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
  const tree = useMemo(() => treeOf(value), [value]);
  const long = text.length > SHOWN_LENGTH || tree !== null;
  return (
    <>
      {open ? (
        <section
          aria-label={`Value of ${name}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-96 overflow-auto whitespace-pre-wrap break-words"
        >
          {tree === null ? text : <JsonTree value={tree} />}
        </section>
      ) : (
        <span className="break-words">
          <Highlight text={text.slice(0, SHOWN_LENGTH)} terms={terms} />
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
            : tree !== null
              ? 'as a tree'
              : `all ${text.length.toLocaleString('en-US')} characters`}
        </button>
      )}
    </>
  );
}
