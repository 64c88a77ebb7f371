'use client';
/** One limit of a rate limit service: what is counted together, and how many pass. */
import {
  ChoiceField,
  FormSection,
  NumberField,
  RemoveButton,
} from '@/components/config/assistants/form-parts';
import { TextField } from '@/components/ui/text-field';
import type { Descriptor } from '@/lib/config/assistants/traffic/rate-limit-actions';
import { UNITS } from '@/lib/config/assistants/traffic/rate-limit-config';

const WAYS: readonly { value: Descriptor['by']; label: string }[] = [
  { value: 'path', label: 'Each path' },
  { value: 'header', label: 'Each value of a header' },
  { value: 'address', label: 'Each address of a caller' },
  { value: 'everything', label: 'All requests together' },
];

export interface LimitCardProps {
  index: number;
  limit: Descriptor;
  /** False where the service's file is kept elsewhere. */
  hasNumbers: boolean;
  onLimit: (limit: Descriptor | null) => void;
  problem: string | undefined;
}

export function LimitCard({ index, limit, hasNumbers, onLimit, problem }: LimitCardProps) {
  const setWay = (by: Descriptor['by']) => {
    const key = { path: 'PATH', header: '', address: 'remote_address', everything: 'generic_key' }[by];
    onLimit({ ...limit, by, key, header: '', value: by === 'everything' ? 'all' : '' });
  };
  return (
    <FormSection
      title={`Limit ${index + 1}`}
      action={<RemoveButton label={`Remove limit ${index + 1}`} onClick={() => onLimit(null)} />}
      problem={problem}
    >
      <div className="grid grid-cols-2 gap-3">
        <ChoiceField label="Count together" value={limit.by} onValue={setWay} options={WAYS} />
        {limit.by === 'header' && (
          <TextField
            label="Header"
            value={limit.header}
            onChange={(event) => {
              const header = event.target.value;
              onLimit({ ...limit, header, key: header.toUpperCase().replaceAll('-', '_') });
            }}
          />
        )}
        {limit.by === 'everything' && (
          <TextField
            label="Name of the limit"
            value={limit.value}
            onChange={(event) => onLimit({ ...limit, value: event.target.value })}
          />
        )}
        {hasNumbers && (
          <>
            <NumberField
              label="Requests"
              min={1}
              value={limit.requests}
              onValue={(requests) => onLimit({ ...limit, requests })}
            />
            <ChoiceField
              label="In every"
              value={limit.unit}
              onValue={(unit) => onLimit({ ...limit, unit })}
              options={UNITS.map((unit) => ({ value: unit, label: unit }))}
            />
          </>
        )}
      </div>
    </FormSection>
  );
}
