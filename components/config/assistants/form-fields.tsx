'use client';
/** The fields that forms of assistants are made of beside the common parts: lists of texts, labels, rows. */
import { type ReactNode, useState } from 'react';
import type { LabelRows } from '@/lib/config/assistants/mesh/form-object';
import {
  AddButton,
  NumberField,
  OfferedField,
  type OfferedFieldProps,
  RemoveButton,
  replaced,
} from './form-parts';

/** Two fields beside each other where there is room. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className="grid items-start gap-3 sm:grid-cols-2">{children}</div>;
}

export interface ShareFieldProps {
  /** Per cent. */
  value: number;
  onValue: (value: number) => void;
  problem: string | undefined;
}

/** The share of requests that something happens to. */
export function ShareField(props: ShareFieldProps) {
  return <NumberField {...props} label="Share of requests, %" step="any" min={0} max={100} />;
}

export interface TextListFieldProps extends Omit<OfferedFieldProps, 'value' | 'onValue'> {
  values: readonly string[];
  onValues: (values: string[]) => void;
  /** True where a value may have spaces in it, so that only commas separate. */
  keepsSpaces?: boolean;
}

/** Several texts in one line, commas between. */
export function TextListField({ values, onValues, keepsSpaces = false, ...rest }: TextListFieldProps) {
  const listOf = keepsSpaces ? commaList : wordList;
  const [typed, setTyped] = useState(values.join(', '));
  // What was typed stays as long as it means the values, so that a comma at the end is not taken away.
  const shown = isSame(listOf(typed), values) ? typed : values.join(', ');
  return (
    <OfferedField
      {...rest}
      offers={listOffers(rest.offers ?? [], shown)}
      value={shown}
      onValue={(text) => {
        setTyped(text);
        onValues(listOf(text));
      }}
    />
  );
}

function wordList(text: string): string[] {
  return text.split(/[,\s]+/).filter((part) => part !== '');
}

function commaList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A browser compares offers with the whole text, so each stands behind what was typed before the last comma. */
function listOffers(offers: readonly string[], shown: string): readonly string[] {
  const before = shown.slice(0, shown.lastIndexOf(',') + 1).trim();
  const taken = new Set(commaList(before));
  const free = offers.filter((offer) => !taken.has(offer));
  return before === '' ? free : free.map((offer) => `${before} ${offer}`);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  // A label whose value is not typed yet is the same with and without its "=".
  const bare = (text: string | undefined) => text?.replace(/=$/, '');
  return a.length === b.length && a.every((text, index) => bare(text) === bare(b[index]));
}

/** Choices that are called as they are written. */
export function named<T extends string>(values: readonly T[]): readonly { value: T; label: T }[] {
  return values.map((value) => ({ value, label: value }));
}

export interface RowsProps<T> {
  /** What one of them is: "port". */
  what: string;
  rows: readonly T[];
  fresh: NoInfer<T>;
  onRows: (rows: T[]) => void;
  children: (row: T, change: (part: Partial<T>) => void, index: number) => ReactNode;
}

export function Rows<T>({ what, rows, fresh, onRows, children }: RowsProps<T>) {
  return (
    <div className="grid gap-2">
      {rows.map((row, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          key={index}
          className="flex items-start gap-2 rounded-control border border-line bg-canvas p-2.5"
        >
          <div className="grid min-w-0 flex-1 gap-2.5">
            {children(row, (part) => onRows(replaced(rows, index, { ...row, ...part })), index)}
          </div>
          <RemoveButton
            label={`Remove ${what} ${index + 1}`}
            onClick={() => onRows(replaced(rows, index, null))}
          />
        </div>
      ))}
      <AddButton onClick={() => onRows([...rows, fresh])}>Add {what}</AddButton>
    </div>
  );
}

export interface LabelsFieldProps {
  label: string;
  rows: LabelRows;
  onRows: (rows: LabelRows) => void;
  problem?: string | undefined;
  hint?: string;
  /** `key=value` texts that exist. */
  offers?: readonly string[];
}

/** Labels as `key=value`, commas between. */
export function LabelsField({ label, rows, onRows, ...rest }: LabelsFieldProps) {
  return (
    <TextListField
      {...rest}
      label={label}
      mono
      placeholder="app=reviews, version=v1"
      values={rows.map(({ key, value }) => `${key}=${value}`)}
      onValues={(values) =>
        onRows(
          values.map((text) => {
            const [key = '', ...value] = text.split('=');
            return { key, value: value.join('=') };
          }),
        )
      }
    />
  );
}
