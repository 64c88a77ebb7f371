'use client';
/** The name of a field, or several: typed, with those that the panel has offered. */
import { Plus } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { TextField } from '@/components/ui/text-field';
import { AreaField } from './area-field';

export interface NameFieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Names that there are. */
  readonly names: readonly string[];
  readonly placeholder?: string;
}

export function NameField({
  label,
  labelHidden = false,
  value,
  onValue,
  names,
  placeholder,
}: NameFieldProps) {
  const id = useId();
  return (
    <>
      <TextField
        label={label}
        labelHidden={labelHidden}
        size="sm"
        list={id}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
      <datalist id={id}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

export interface NamesFieldProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onValue: (value: string[]) => void;
  readonly names: readonly string[];
  readonly hint?: string;
}

/** More would not be read in a menu. */
const MOST_OFFERED = 100;

export function NamesField({ label, value, onValue, names, hint = 'One name a line.' }: NamesFieldProps) {
  const others = names.filter((name) => !value.includes(name)).slice(0, MOST_OFFERED);
  return (
    <div className="grid gap-1">
      <AreaField
        label={label}
        rows={Math.min(8, Math.max(2, value.length))}
        value={value.join('\n')}
        hint={hint}
        onValue={(text) => onValue(text === '' ? [] : text.split('\n'))}
      />
      {others.length > 0 && (
        <Menu
          align="start"
          className="max-h-72 overflow-y-auto"
          trigger={
            <Button variant="quiet" className="justify-self-start">
              <Plus aria-hidden="true" />
              Field of the answer
            </Button>
          }
        >
          {others.map((name) => (
            <MenuItem key={name} onSelect={() => onValue([...value.filter((one) => one !== ''), name])}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  );
}
