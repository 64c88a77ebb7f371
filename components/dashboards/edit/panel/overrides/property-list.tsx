'use client';
/** The options that an override holds, each with its form and a way to take it away. */
import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { heldProperties, OVERRIDE_PROPERTIES, withProperty } from '@/lib/dashboards/edit/override-properties';
import type { FieldOptions } from '@/lib/dashboards/model/field';
import { PropertyField } from './property-field';

export interface PropertyListProps {
  readonly options: FieldOptions;
  readonly onOptions: (options: FieldOptions) => void;
}

export function PropertyList({ options, onOptions }: PropertyListProps) {
  const held = heldProperties(options);
  const others = OVERRIDE_PROPERTIES.filter((property) => !held.includes(property));
  return (
    <>
      <ul aria-label="Options" className="grid gap-2">
        {held.map((property) => (
          <li key={property.path} className="grid grid-cols-[minmax(0,1fr)_28px] items-end gap-1">
            <PropertyField property={property} options={options} onOptions={onOptions} />
            <IconButton
              label={`Remove the option ${property.title}`}
              onClick={() => onOptions(withProperty(options, property.path, undefined))}
            >
              <X aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      <Menu
        align="start"
        className="max-h-96 w-60 overflow-y-auto"
        trigger={
          <Button variant="quiet" className="justify-self-start">
            <Plus aria-hidden="true" />
            Option
          </Button>
        }
      >
        {others.map(({ path, title, initial }) => (
          <MenuItem key={path} onSelect={() => onOptions(withProperty(options, path, initial))}>
            {title}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
