'use client';
/** What each kind of panel can be told. */
import { AreaField } from '@/components/dashboards/edit/form/area-field';
import { ChoiceField, plainOptions } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair, FormSection } from '@/components/dashboards/edit/form/form-section';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import type { Panel } from '@/lib/dashboards/model/panel';
import { NodeGraphOptions } from './node-graph-options';
import { LegendFields, ReduceFields, TooltipFields } from './shared-options';
import { usePutPanel } from './use-put-panel';

export type Of<T extends Panel['type']> = Extract<Panel, { readonly type: T }>;

export function TypeOptions({ panel }: { readonly panel: Panel }) {
  switch (panel.type) {
    case 'timeseries':
      return (
        <>
          <LegendFields panel={panel} />
          <TooltipFields panel={panel} />
        </>
      );
    case 'statetimeline':
      return (
        <>
          <StateTimelineOptions panel={panel} />
          <LegendFields panel={panel} />
        </>
      );
    case 'piechart':
      return (
        <>
          <ReduceFields panel={panel} />
          <LegendFields panel={panel} />
        </>
      );
    case 'stat':
      return <StatOptions panel={panel} />;
    case 'gauge':
    case 'bargauge':
      return <GaugeOptions panel={panel} />;
    case 'table':
      return <TableOptions panel={panel} />;
    case 'heatmap':
      return <HeatMapOptions panel={panel} />;
    case 'nodegraph':
      return <NodeGraphOptions panel={panel} />;
    case 'text':
      return <TextOptions panel={panel} />;
    case 'alertlist':
      return <AlertListOptions panel={panel} />;
    case 'servicegraph':
    case 'traces':
      return <MeshOptions panel={panel} />;
    case 'unsupported':
      return null;
  }
}

function StatOptions({ panel }: { readonly panel: Of<'stat'> }) {
  const put = usePutPanel(panel);
  return (
    <>
      <ReduceFields panel={panel} />
      <FormSection title="Figure">
        <FieldPair>
          <ChoiceField
            label="Colour of"
            value={panel.colorMode}
            onValue={(colorMode) => put({ colorMode })}
            options={plainOptions(['none', 'value', 'background'])}
          />
          <ChoiceField
            label="Line behind it"
            value={panel.graph}
            onValue={(graph) => put({ graph })}
            options={plainOptions(['none', 'area'])}
          />
          <ChoiceField
            label="Words"
            value={panel.textMode}
            onValue={(textMode) => put({ textMode })}
            options={plainOptions(['auto', 'value', 'value_and_name', 'name', 'none'])}
          />
          <OrientationField value={panel.orientation} onValue={(orientation) => put({ orientation })} />
        </FieldPair>
      </FormSection>
    </>
  );
}

function OrientationField({
  value,
  onValue,
}: {
  readonly value: Of<'stat'>['orientation'];
  readonly onValue: (value: Of<'stat'>['orientation']) => void;
}) {
  return (
    <ChoiceField
      label="Direction"
      value={value}
      onValue={onValue}
      options={plainOptions(['auto', 'horizontal', 'vertical'])}
    />
  );
}

function GaugeOptions({ panel }: { readonly panel: Of<'gauge'> | Of<'bargauge'> }) {
  const put = usePutPanel<Of<'gauge'> | Of<'bargauge'>>(panel);
  return (
    <>
      <ReduceFields panel={panel} />
      <FormSection title="Gauge">
        <OrientationField value={panel.orientation} onValue={(orientation) => put({ orientation })} />
        {panel.type === 'gauge' ? (
          <>
            <Checkbox
              label="Thresholds as a ring"
              checked={panel.thresholdMarkers}
              onCheckedChange={(thresholdMarkers) => put({ thresholdMarkers })}
            />
            <Checkbox
              label="Figures of the thresholds"
              checked={panel.thresholdLabels}
              onCheckedChange={(thresholdLabels) => put({ thresholdLabels })}
            />
          </>
        ) : (
          <>
            <ChoiceField
              label="Bars"
              value={panel.display}
              onValue={(display) => put({ display })}
              options={plainOptions(['basic', 'gradient', 'lcd'])}
            />
            <Checkbox
              label="Show what is not filled"
              checked={panel.showUnfilled}
              onCheckedChange={(showUnfilled) => put({ showUnfilled })}
            />
          </>
        )}
      </FormSection>
    </>
  );
}

function TableOptions({ panel }: { readonly panel: Of<'table'> }) {
  const put = usePutPanel(panel);
  const [sort] = panel.sortBy;
  return (
    <FormSection title="Table">
      <Checkbox
        label="Names of the columns"
        checked={panel.showHeader}
        onCheckedChange={(showHeader) => put({ showHeader })}
      />
      <TextField
        label="Sorted by the column"
        size="sm"
        value={sort?.field ?? ''}
        onChange={(event) => {
          const field = event.target.value;
          put({ sortBy: field === '' ? [] : [{ field, desc: sort?.desc ?? true }] }, 'sort');
        }}
      />
      {sort !== undefined && (
        <Checkbox
          label="The largest first"
          checked={sort.desc}
          onCheckedChange={(desc) => put({ sortBy: [{ ...sort, desc }] })}
        />
      )}
      <Checkbox
        label="Sums at the foot"
        checked={panel.footer !== null}
        onCheckedChange={(on) => put({ footer: on ? { calc: 'sum', fields: [] } : null })}
      />
    </FormSection>
  );
}

function HeatMapOptions({ panel }: { readonly panel: Of<'heatmap'> }) {
  const put = usePutPanel(panel);
  return (
    <FormSection title="Heat map">
      <Checkbox
        label="Make buckets of the values"
        hint="Otherwise the query answers buckets: by (le), or a native histogram."
        checked={panel.calculate}
        onCheckedChange={(calculate) => put({ calculate })}
      />
      <FieldPair>
        <ChoiceField
          label="Steps of colour"
          value={panel.scale}
          onValue={(scale) => put({ scale })}
          options={plainOptions(['linear', 'log', 'exponential'])}
        />
        <TextField
          label="Colours"
          size="sm"
          value={panel.scheme}
          onChange={(event) => put({ scheme: event.target.value }, 'scheme')}
        />
      </FieldPair>
      <Checkbox
        label="Light for much"
        checked={panel.reverse}
        onCheckedChange={(reverse) => put({ reverse })}
      />
    </FormSection>
  );
}

function StateTimelineOptions({ panel }: { readonly panel: Of<'statetimeline'> }) {
  const put = usePutPanel(panel);
  return (
    <FormSection title="States">
      <Checkbox
        label="Equal states beside each other as one"
        checked={panel.mergeEqual}
        onCheckedChange={(mergeEqual) => put({ mergeEqual })}
      />
      <ChoiceField
        label="Words in the bars"
        value={panel.showValue}
        onValue={(showValue) => put({ showValue })}
        options={plainOptions(['auto', 'always', 'never'])}
      />
    </FormSection>
  );
}

function TextOptions({ panel }: { readonly panel: Of<'text'> }) {
  const put = usePutPanel(panel);
  return (
    <FormSection title="Words">
      <ChoiceField
        label="Written in"
        value={panel.mode}
        onValue={(mode) => put({ mode })}
        options={[
          { value: 'markdown', label: 'Markdown' },
          { value: 'html', label: 'HTML, of which the words are shown' },
          { value: 'code', label: 'Code' },
        ]}
      />
      <AreaField
        label="Content"
        rows={10}
        mono
        value={panel.content}
        onValue={(content) => put({ content }, 'content')}
      />
    </FormSection>
  );
}

const ALERT_STATES = ['firing', 'pending', 'inactive'] as const;

function AlertListOptions({ panel }: { readonly panel: Of<'alertlist'> }) {
  const put = usePutPanel(panel);
  return (
    <FormSection title="Alerts">
      {ALERT_STATES.map((state) => (
        <Checkbox
          key={state}
          label={`Those that are ${state}`}
          checked={panel.states.includes(state)}
          onCheckedChange={(on) =>
            put({ states: ALERT_STATES.filter((one) => (one === state ? on : panel.states.includes(one))) })
          }
        />
      ))}
      <TextField
        label="Part of the name"
        size="sm"
        value={panel.name}
        onChange={(event) => put({ name: event.target.value }, 'name')}
      />
      <TextField
        label="Labels"
        size="sm"
        mono
        hint={'severity="critical", namespace="$namespace"'}
        value={panel.labels}
        onChange={(event) => put({ labels: event.target.value }, 'labels')}
      />
      <NumberField
        label="Most"
        whole
        least={1}
        most={500}
        value={panel.limit}
        onValue={(limit) => put({ limit: limit ?? 20 }, 'most')}
      />
    </FormSection>
  );
}

function MeshOptions({ panel }: { readonly panel: Of<'servicegraph'> | Of<'traces'> }) {
  const put = usePutPanel<Of<'servicegraph'> | Of<'traces'>>(panel);
  const field = (label: string, value: string, onText: (text: string) => void) => (
    <TextField label={label} size="sm" mono value={value} onChange={(event) => onText(event.target.value)} />
  );
  if (panel.type === 'servicegraph') {
    return (
      <FormSection title="Graph">
        {field('Namespaces; empty: all', panel.namespaces, (namespaces) => put({ namespaces }, 'namespaces'))}
        {field('In the middle; empty: everything', panel.focus, (focus) => put({ focus }, 'focus'))}
      </FormSection>
    );
  }
  return (
    <FormSection title="Traces">
      {field('Service', panel.service, (service) => put({ service }, 'service'))}
      {field('Expression of the trace search', panel.expression, (expression) =>
        put({ expression }, 'expression'),
      )}
      <NumberField
        label="Most"
        whole
        least={1}
        most={100}
        value={panel.limit}
        onValue={(limit) => put({ limit: limit ?? 20 }, 'most')}
      />
    </FormSection>
  );
}
