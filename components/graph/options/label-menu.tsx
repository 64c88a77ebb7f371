'use client';
/** Which words stand on the lines: several at once. */
import { ChevronDown } from 'lucide-react';
import { EDGE_LABEL_NAMES, type EdgeLabel, edgeLabels, type GraphView } from '@/components/graph/view-state';
import { Button } from '@/components/ui/button';
import { Menu, MenuCheckItem, MenuLabel } from '@/components/ui/menu';
import { LABEL_HINTS } from './choices';

export interface LabelMenuProps {
  readonly view: GraphView;
  readonly onChange: (change: Partial<GraphView>) => void;
}

export function LabelMenu({ view, onChange }: LabelMenuProps) {
  const toggle = (label: EdgeLabel, on: boolean) =>
    onChange({ labels: edgeLabels.filter((one) => (one === label ? on : view.labels.includes(one))) });
  const summary = view.labels.map((label) => EDGE_LABEL_NAMES[label]);
  const text =
    summary.length === 0
      ? 'None'
      : summary.length > 2
        ? `${summary[0]} and ${summary.length - 1} more`
        : summary.join(', ');
  return (
    <Menu
      trigger={
        <Button aria-label={`Labels: ${text}`}>
          <span className="font-normal text-text-3">Labels</span>
          {text}
          <ChevronDown aria-hidden="true" className="text-text-3" />
        </Button>
      }
    >
      <MenuLabel>On the lines</MenuLabel>
      {edgeLabels.map((label) => (
        <MenuCheckItem
          key={label}
          checked={view.labels.includes(label)}
          onCheckedChange={(on) => toggle(label, on)}
          hint={LABEL_HINTS[label]}
        >
          {EDGE_LABEL_NAMES[label]}
        </MenuCheckItem>
      ))}
    </Menu>
  );
}
