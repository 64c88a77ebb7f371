'use client';
/** What a panel asks, and over which time. */
import { Plus } from 'lucide-react';
import { FieldPair, FormSection } from '@/components/dashboards/edit/form/form-section';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { newTarget, nextRefId } from '@/lib/dashboards/edit/new-panel';
import type { AskingPanel } from '@/lib/dashboards/model/panel';
import { type Target, targetSchema } from '@/lib/dashboards/model/target';
import { TargetForm } from './target-form';
import { usePutPanel } from './use-put-panel';

export function QueriesTab({ panel }: { readonly panel: AskingPanel }) {
  const put = usePutPanel(panel);
  const { targets } = panel;
  const putTargets = (next: readonly Target[], subject?: string) => put({ targets: [...next] }, subject);
  const add = () => putTargets([...targets, targetSchema.parse(newTarget(nextRefId(panel), panel.type))]);
  return (
    <>
      <ul aria-label="Queries">
        {targets.map((target, at) => (
          <TargetForm
            key={target.refId}
            target={target}
            onTarget={(next, subject) =>
              putTargets(
                targets.map((one, index) => (index === at ? next : one)),
                subject === undefined ? undefined : `${subject} of query ${target.refId}`,
              )
            }
            onDuplicate={() => putTargets([...targets, { ...target, refId: nextRefId(panel) }])}
            onRemove={() => putTargets(targets.filter((_, index) => index !== at))}
          />
        ))}
      </ul>
      <div className="border-line border-b px-4 py-3">
        <Button onClick={add}>
          <Plus aria-hidden="true" />
          Query
        </Button>
      </div>
      <TimeFields panel={panel} />
    </>
  );
}

function TimeFields({ panel }: { readonly panel: AskingPanel }) {
  const put = usePutPanel(panel);
  const text = (value: string) => (value.trim() === '' ? null : value);
  return (
    <FormSection title="Time">
      <FieldPair>
        <TextField
          label="Least step"
          size="sm"
          mono
          placeholder="scrape interval"
          value={panel.minInterval ?? ''}
          onChange={(event) => put({ minInterval: text(event.target.value) }, 'least step')}
        />
        <NumberField
          label="Most points"
          whole
          least={1}
          most={11_000}
          placeholder="one per pixel"
          value={panel.maxDataPoints}
          onValue={(maxDataPoints) => put({ maxDataPoints }, 'most points')}
        />
        <TextField
          label="Window of its own"
          size="sm"
          mono
          placeholder="the dashboard's"
          hint="1h, or now/d"
          value={panel.timeFrom ?? ''}
          onChange={(event) => put({ timeFrom: text(event.target.value) }, 'window')}
        />
        <TextField
          label="Seen from earlier by"
          size="sm"
          mono
          placeholder="nothing"
          hint="1d"
          value={panel.timeShift ?? ''}
          onChange={(event) => put({ timeShift: text(event.target.value) }, 'shift')}
        />
      </FieldPair>
    </FormSection>
  );
}
