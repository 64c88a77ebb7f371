'use client';
/** Options of some fields: which fields, and what is other for them. */
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { namesBefore } from '@/components/dashboards/edit/panel/transform/names-before';
import { usePutPanel } from '@/components/dashboards/edit/panel/use-put-panel';
import { ItemList } from '@/components/dashboards/edit/settings/item-list';
import { useRawFrames } from '@/components/dashboards/view/raw-frames';
import { Button } from '@/components/ui/button';
import { heldProperties, matcherText, newMatcher } from '@/lib/dashboards/edit/override-properties';
import type { FieldConfig } from '@/lib/dashboards/model/field';
import type { AskingPanel } from '@/lib/dashboards/model/panel';
import { MatcherFields } from './matcher-fields';
import { PropertyList } from './property-list';

type Override = FieldConfig['overrides'][number];

const MOST_OVERRIDES = 500;

export function OverridesTab({ panel }: { readonly panel: AskingPanel }) {
  const put = usePutPanel(panel);
  const [open, setOpen] = useState<number | null>(null);
  const raw = useRawFrames(panel.id);
  const { field, transformations, targets } = panel;
  const { overrides } = field;
  const names = useMemo(
    () => namesBefore(raw, transformations, transformations.length).fields,
    [raw, transformations],
  );
  const change = (next: Override[], subject?: string) =>
    put({ field: { ...field, overrides: next } }, subject);
  return (
    <>
      <p className="border-line border-b px-4 py-2.5 text-text-3 text-xs">
        What is other for some fields. Where several hold, the later one counts.
      </p>
      <ItemList<Override>
        label="Overrides"
        items={overrides}
        titleOf={({ matcher }) => matcherText(matcher)}
        kindOf={({ options }) =>
          heldProperties(options)
            .map(({ title }) => title.toLowerCase())
            .join(', ') || 'nothing yet'
        }
        open={open}
        onOpen={setOpen}
        onItems={(next) => change(next, 'overrides')}
        form={({ matcher, options }, onOverride) => (
          <>
            <MatcherFields
              matcher={matcher}
              names={names}
              refIds={targets.map(({ refId }) => refId)}
              onMatcher={(next) => onOverride({ matcher: next, options })}
            />
            <PropertyList options={options} onOptions={(next) => onOverride({ matcher, options: next })} />
          </>
        )}
      />
      <div className="px-4 py-3">
        <Button
          disabled={overrides.length >= MOST_OVERRIDES}
          onClick={() => {
            const [name = ''] = names.filter((one) => one !== 'Time');
            change([...overrides, { matcher: { ...newMatcher('name'), by: 'name', name }, options: {} }]);
            setOpen(overrides.length);
          }}
        >
          <Plus aria-hidden="true" />
          Override
        </Button>
      </div>
    </>
  );
}
