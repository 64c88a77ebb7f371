'use client';
/** What several kinds of panels can be told in the same way: legend, tooltip, reduction to a figure. */
import { ChoiceField, plainOptions } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair, FormSection } from '@/components/dashboards/edit/form/form-section';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Menu, MenuCheckItem } from '@/components/ui/menu';
import { TextField } from '@/components/ui/text-field';
import { CALCULATIONS, calculationId } from '@/lib/dashboards/frames/calculations';
import type { Panel } from '@/lib/dashboards/model/panel';
import { usePutPanel } from './use-put-panel';

type WithLegend = Extract<Panel, { readonly legend: unknown }>;
type WithTooltip = Extract<Panel, { readonly tooltip: unknown }>;
type WithReduce = Extract<Panel, { readonly reduce: unknown }>;

const CALCULATION_OPTIONS = CALCULATIONS.map(({ id, title }) => ({ value: id, label: title }));

export function LegendFields({ panel }: { readonly panel: WithLegend }) {
  const put = usePutPanel<WithLegend>(panel);
  const { legend } = panel;
  const change = (part: Partial<WithLegend['legend']>) => put({ legend: { ...legend, ...part } });
  const toggle = (id: string, on: boolean) =>
    change({ calcs: on ? [...legend.calcs, id] : legend.calcs.filter((one) => calculationId(one) !== id) });
  return (
    <FormSection title="Legend">
      <Checkbox label="Show it" checked={legend.show} onCheckedChange={(show) => change({ show })} />
      {legend.show && (
        <>
          <FieldPair>
            <ChoiceField
              label="As"
              value={legend.display}
              onValue={(display) => change({ display })}
              options={plainOptions(['list', 'table'])}
            />
            <ChoiceField
              label="Where"
              value={legend.placement}
              onValue={(placement) => change({ placement })}
              options={plainOptions(['bottom', 'right'])}
            />
          </FieldPair>
          <Menu
            align="start"
            className="max-h-80 w-56 overflow-y-auto"
            trigger={
              <Button className="justify-self-start">
                {legend.calcs.length === 0
                  ? 'Figures in the legend'
                  : `Figures: ${legend.calcs.map(titleOf).join(', ')}`}
              </Button>
            }
          >
            {CALCULATIONS.map(({ id, title }) => (
              <MenuCheckItem
                key={id}
                checked={legend.calcs.some((one) => calculationId(one) === id)}
                onCheckedChange={(on) => toggle(id, on)}
              >
                {title}
              </MenuCheckItem>
            ))}
          </Menu>
        </>
      )}
    </FormSection>
  );
}

function titleOf(calc: string): string {
  return CALCULATIONS.find(({ id }) => id === calculationId(calc))?.title ?? calc;
}

export function TooltipFields({ panel }: { readonly panel: WithTooltip }) {
  const put = usePutPanel<WithTooltip>(panel);
  const { tooltip } = panel;
  return (
    <FormSection title="Tooltip">
      <FieldPair>
        <ChoiceField
          label="Shows"
          value={tooltip.mode}
          onValue={(mode) => put({ tooltip: { ...tooltip, mode } })}
          options={[
            { value: 'all', label: 'All series' },
            { value: 'single', label: 'The nearest series' },
            { value: 'none', label: 'Nothing' },
          ]}
        />
        <ChoiceField
          label="Order"
          value={tooltip.sort}
          onValue={(sort) => put({ tooltip: { ...tooltip, sort } })}
          options={[
            { value: 'desc', label: 'The largest first' },
            { value: 'asc', label: 'The smallest first' },
            { value: 'none', label: 'As they come' },
          ]}
        />
      </FieldPair>
    </FormSection>
  );
}

export function ReduceFields({ panel }: { readonly panel: WithReduce }) {
  const put = usePutPanel<WithReduce>(panel);
  const { reduce } = panel;
  const change = (part: Partial<WithReduce['reduce']>, subject?: string) =>
    put({ reduce: { ...reduce, ...part } }, subject);
  return (
    <FormSection title="From series to figures">
      <FieldPair>
        <ChoiceField
          label="Each series becomes"
          value={calculationId(reduce.calc)}
          onValue={(calc) => change({ calc })}
          options={CALCULATION_OPTIONS}
        />
        <NumberField
          label="Most figures"
          whole
          least={1}
          most={1000}
          value={reduce.limit}
          onValue={(limit) => change({ limit: limit ?? 25 }, 'most figures')}
        />
      </FieldPair>
      <TextField
        label="Only fields whose name fits"
        size="sm"
        mono
        placeholder="all numbers"
        value={reduce.fields}
        onChange={(event) => change({ fields: event.target.value }, 'fields')}
      />
      <Checkbox
        label="Every row of a table is a figure"
        checked={reduce.rows}
        onCheckedChange={(rows) => change({ rows })}
      />
    </FormSection>
  );
}
