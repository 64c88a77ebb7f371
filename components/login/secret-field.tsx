'use client';
/** A field for a password or a token, covered until one asks to see it. */
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { TextField, type TextFieldProps } from '@/components/ui/text-field';

export function SecretField({ label, ...rest }: TextFieldProps) {
  const [visible, setVisible] = useState(false);
  const what = label.toLowerCase();
  const Icon = visible ? EyeOff : Eye;
  return (
    <div className="relative">
      <TextField label={label} size="lg" type={visible ? 'text' : 'password'} required {...rest} />
      <button
        type="button"
        aria-label={visible ? `Hide the ${what}` : `Show the ${what}`}
        aria-pressed={visible}
        onClick={() => setVisible(!visible)}
        className="absolute right-1 bottom-1 grid size-8 place-items-center rounded-control text-text-3 hover:bg-raised hover:text-text"
      >
        <Icon aria-hidden="true" className="size-4" />
      </button>
    </div>
  );
}
