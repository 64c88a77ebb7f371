/** Labels, annotations and the selector, as they are written. */
import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/pill';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';

export function LabelsCard({ subject: { row, annotations, service } }: { subject: SubjectAnswer }) {
  const groups = [
    ['Labels', row.labels],
    ['Selector', service?.selector ?? {}],
    ['Annotations', annotations],
  ] as const;
  const shown = groups.filter(([, entries]) => Object.keys(entries).length > 0);
  if (shown.length === 0) return null;
  return (
    <Card aria-label="Labels and annotations" className="grid gap-2 py-2">
      {shown.map(([title, entries]) => (
        <div key={title} className="grid gap-1 px-3">
          <h2 className="font-semibold text-sm">{title}</h2>
          <p className="flex flex-wrap gap-1">
            {Object.entries(entries).map(([name, value]) => (
              <Tag
                key={name}
                className="!h-auto min-h-[18px] max-w-full whitespace-normal break-all font-mono"
                title={`${name}=${value}`}
              >
                {name}={value.length > 80 ? `${value.slice(0, 80)}…` : value}
              </Tag>
            ))}
          </p>
        </div>
      ))}
    </Card>
  );
}
