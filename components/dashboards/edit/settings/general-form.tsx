'use client';
/** Title, words, tags, and the time that a dashboard opens with. */
import { useState } from 'react';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { AreaField } from '@/components/dashboards/edit/form/area-field';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair, FormSection } from '@/components/dashboards/edit/form/form-section';
import { TextField } from '@/components/ui/text-field';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { timeRange } from '@/lib/dashboards/time/date-math';
import { zoneName } from '@/lib/dashboards/time/zone';
import { durationMs } from '@/lib/dashboards/variables/durations';
import { usePutDashboard } from './use-put-dashboard';

export function GeneralForm() {
  const { dashboard } = useEditorView();
  const put = usePutDashboard();
  return (
    <>
      <FormSection title="Dashboard">
        <TextField
          label="Title"
          value={dashboard.title}
          maxLength={500}
          error={dashboard.title.trim() === '' ? 'A dashboard needs a title.' : undefined}
          onChange={(event) => put({ title: event.target.value }, 'title')}
        />
        <AreaField
          label="Description"
          value={dashboard.description}
          onValue={(description) => put({ description }, 'description')}
        />
        <TagsField dashboard={dashboard} />
      </FormSection>
      <TimeForm dashboard={dashboard} />
    </>
  );
}

function TagsField({ dashboard: { tags } }: { readonly dashboard: Dashboard }) {
  const put = usePutDashboard();
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextField
      label="Tags"
      hint="Words with commas between them; the list is filtered by them."
      value={draft ?? tags.join(', ')}
      onChange={(event) => {
        setDraft(event.target.value);
        put({ tags: tagsIn(event.target.value) }, 'tags');
      }}
      onBlur={() => setDraft(null)}
    />
  );
}

/** Each once, in the order typed. */
export function tagsIn(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim().slice(0, 100));
  return [...new Set(tags)].filter((tag) => tag !== '').slice(0, 100);
}

function TimeForm({ dashboard: { time, refresh, timeZone, cursor } }: { readonly dashboard: Dashboard }) {
  const put = usePutDashboard();
  const zone = zoneName(timeZone);
  const isTime = timeRange(time, { nowMs: Date.now(), zone }) !== null;
  const isRefresh = refresh === null || durationMs(refresh) !== null;
  return (
    <FormSection title="Time">
      <FieldPair>
        <TextField
          label="From"
          size="sm"
          mono
          value={time.from}
          maxLength={64}
          hint="now-6h, now-1d/d, 2026-08-01 10:00"
          error={isTime ? undefined : 'These are no two times, or the second is not after the first.'}
          onChange={(event) => put({ time: { ...time, from: event.target.value } }, 'from')}
        />
        <TextField
          label="To"
          size="sm"
          mono
          value={time.to}
          maxLength={64}
          onChange={(event) => put({ time: { ...time, to: event.target.value } }, 'to')}
        />
        <TextField
          label="Refreshed every"
          size="sm"
          mono
          placeholder="not by itself"
          value={refresh ?? ''}
          maxLength={16}
          error={isRefresh ? undefined : 'This is no duration, such as 30s or 5m.'}
          onChange={(event) => put({ refresh: event.target.value.trim() || null }, 'refresh')}
        />
        <TextField
          label="Time zone"
          size="sm"
          hint="browser, utc, or a name such as Europe/Berlin"
          value={timeZone}
          maxLength={64}
          onChange={(event) => put({ timeZone: event.target.value || 'browser' }, 'time zone')}
        />
      </FieldPair>
      <ChoiceField
        label="Under the pointer, charts share"
        value={cursor}
        onValue={(next) => put({ cursor: next })}
        options={[
          { value: 'off', label: 'Nothing' },
          { value: 'line', label: 'A line' },
          { value: 'tooltip', label: 'A line and tooltips' },
        ]}
      />
    </FormSection>
  );
}
