'use client';
/** Which fields are shown, in which order and under which names. */
import { ArrowDown, ArrowUp, Eye, EyeOff } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { TextField } from '@/components/ui/text-field';
import { hidden, moved, organizedNames, renamed } from './organize-names';
import type { StepFieldsProps } from './transformation-fields';

export function OrganizeFields({ step, onStep, names }: StepFieldsProps<'organize'>) {
  const all = organizedNames(step, names.fields);
  if (all.length === 0) {
    return <p className="text-text-3 text-xs">The fields are listed here once the panel has an answer.</p>;
  }
  return (
    <ul aria-label="Fields" className="grid gap-1.5">
      {all.map((name, at) => {
        const isHidden = step.excludeByName[name] === true;
        return (
          <li key={name} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-center gap-1.5">
            <span
              className={isHidden ? 'truncate text-text-3 text-xs line-through' : 'truncate text-xs'}
              title={name}
            >
              {name}
            </span>
            <TextField
              label={`New name of ${name}`}
              labelHidden
              size="sm"
              placeholder="its own name"
              value={step.renameByName[name] ?? ''}
              disabled={isHidden}
              onChange={(event) => onStep(renamed(step, name, event.target.value))}
            />
            <span className="flex">
              <IconButton
                label={isHidden ? `Show ${name}` : `Hide ${name}`}
                onClick={() => onStep(hidden(step, name, !isHidden))}
              >
                {isHidden ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
              </IconButton>
              <IconButton
                label={`Move ${name} up`}
                disabled={at === 0}
                onClick={() => onStep(moved(step, all, at, -1))}
              >
                <ArrowUp aria-hidden="true" />
              </IconButton>
              <IconButton
                label={`Move ${name} down`}
                disabled={at === all.length - 1}
                onClick={() => onStep(moved(step, all, at, 1))}
              >
                <ArrowDown aria-hidden="true" />
              </IconButton>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
