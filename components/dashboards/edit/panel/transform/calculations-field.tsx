'use client';
/** Some of the calculations, in the order in which they were chosen. */
import { Button } from '@/components/ui/button';
import { Menu, MenuCheckItem } from '@/components/ui/menu';
import { CALCULATIONS, calculationId } from '@/lib/dashboards/frames/calculations';

export interface CalculationsFieldProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onValue: (value: string[]) => void;
}

export function CalculationsField({ label, value, onValue }: CalculationsFieldProps) {
  const chosen = value.map(calculationId);
  const titles = chosen.map((id) => CALCULATIONS.find((one) => one.id === id)?.title ?? id);
  return (
    <Menu
      align="start"
      className="max-h-80 w-56 overflow-y-auto"
      trigger={
        <Button className="justify-self-start">
          {label}: {titles.length === 0 ? 'nothing' : titles.join(', ')}
        </Button>
      }
    >
      {CALCULATIONS.map(({ id, title }) => (
        <MenuCheckItem
          key={id}
          checked={chosen.includes(id)}
          onCheckedChange={(on) => onValue(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
        >
          {title}
        </MenuCheckItem>
      ))}
    </Menu>
  );
}
