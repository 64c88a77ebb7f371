'use client';
/** What the forms of assistants are made of: sections, choices of what exists, small numbers. */
import { Plus, X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Select, type SelectOption } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';

export interface FormSectionProps {
  title: string;
  /** At the end of the title's line. */
  action?: ReactNode;
  /** What is wrong with the section as a whole. */
  problem?: string | undefined;
  children: ReactNode;
}

export function FormSection({ title, action, problem, children }: FormSectionProps) {
  return (
    <fieldset className="grid min-w-0 gap-3 border-line border-b px-4 py-3">
      <legend className="float-left flex min-h-7 w-full items-center gap-2 font-semibold text-sm">
        {title}
        {action !== undefined && <span className="ml-auto flex gap-1">{action}</span>}
      </legend>
      {children}
      {problem !== undefined && <FieldError>{problem}</FieldError>}
    </fieldset>
  );
}

export function FieldError({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="text-failing text-xs in-data-untouched:text-text-3">
      {children}
    </p>
  );
}

export interface ChoiceFieldProps<T extends string> {
  label: string;
  labelHidden?: boolean;
  value: T;
  onValue: (value: T) => void;
  options: readonly SelectOption<T>[];
  problem?: string | undefined;
  placeholder?: string;
  className?: string;
}

/** One of what exists, with its label above. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { label, labelHidden = false, value, onValue, options, problem, placeholder, className } = props;
  return (
    <div className={`grid min-w-0 content-start gap-1 ${className ?? ''}`}>
      {!labelHidden && (
        <span aria-hidden="true" className="font-medium text-text-2 text-xs">
          {label}
        </span>
      )}
      <Select
        label={label}
        size="md"
        value={value}
        onValueChange={onValue}
        options={options}
        className="w-full min-w-0"
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      {problem !== undefined && <FieldError>{problem}</FieldError>}
    </div>
  );
}

export interface OfferedFieldProps {
  label: string;
  labelHidden?: boolean;
  value: string;
  onValue: (value: string) => void;
  /** Names that exist; anything else may be typed. */
  offers?: readonly string[];
  problem?: string | undefined;
  placeholder?: string;
  hint?: string;
  mono?: boolean;
}

/** A text with what exists offered while typing. */
export function OfferedField({ offers = [], onValue, problem, ...field }: OfferedFieldProps) {
  const list = useId();
  return (
    <>
      <TextField
        {...field}
        list={list}
        autoComplete="off"
        spellCheck={false}
        error={problem}
        onChange={(event) => onValue(event.target.value)}
      />
      <datalist id={list}>
        {offers.map((offer) => (
          <option key={offer} value={offer} />
        ))}
      </datalist>
    </>
  );
}

export interface NumberFieldProps {
  label: string;
  labelHidden?: boolean;
  value: number;
  onValue: (value: number) => void;
  min?: number;
  max?: number;
  step?: number | 'any';
  problem?: string | undefined;
  hint?: string;
  className?: string;
}

/** A number; an empty field counts as 0. */
export function NumberField({ value, onValue, problem, className, ...field }: NumberFieldProps) {
  return (
    <TextField
      {...field}
      type="number"
      inputMode="decimal"
      value={Number.isFinite(value) ? value : ''}
      error={problem}
      className={className ?? ''}
      onChange={(event) => onValue(event.target.value === '' ? 0 : Number(event.target.value))}
    />
  );
}

export function AddButton({ children, onClick }: { children: ReactNode; onClick: () => void }) {
  return (
    <Button onClick={onClick} className="justify-self-start">
      <Plus aria-hidden="true" />
      {children}
    </Button>
  );
}

export function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <IconButton label={label} onClick={onClick}>
      <X aria-hidden="true" />
    </IconButton>
  );
}

/** The list with one entry replaced, or taken out where `entry` is null. */
export function replaced<T>(list: readonly T[], at: number, entry: T | null): T[] {
  return list.flatMap((present, index) => (index !== at ? [present] : entry === null ? [] : [entry]));
}
