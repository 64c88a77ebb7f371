'use client';
/** One query of a panel: its text, how its series are called, in which form it answers. */
import { Copy, Eye, EyeOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair } from '@/components/dashboards/edit/form/form-section';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import { QueryText } from '@/components/explore/query-text';
import { Checkbox } from '@/components/ui/checkbox';
import { IconButton } from '@/components/ui/icon-button';
import { TextField } from '@/components/ui/text-field';
import type { Target } from '@/lib/dashboards/model/target';

export interface TargetFormProps {
  readonly target: Target;
  readonly onTarget: (target: Target, subject?: string) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

export function TargetForm({ target, onTarget, onDuplicate, onRemove }: TargetFormProps) {
  const { refId, hidden } = target;
  return (
    <li aria-label={`Query ${refId}`} className="grid gap-2.5 border-line border-b px-4 py-3">
      <div className="flex items-center gap-1">
        <span className="mr-auto min-w-6 rounded-tag bg-raised px-1.5 py-0.5 font-mono font-semibold text-text-2 text-xs">
          {refId}
        </span>
        <IconButton
          label={hidden ? `Ask and draw query ${refId}` : `Leave query ${refId} out`}
          aria-pressed={hidden}
          active={hidden}
          onClick={() => onTarget({ ...target, hidden: !hidden })}
        >
          {hidden ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </IconButton>
        <IconButton label={`Duplicate query ${refId}`} onClick={onDuplicate}>
          <Copy aria-hidden="true" />
        </IconButton>
        <IconButton label={`Remove query ${refId}`} onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
      <Expression target={target} onExpr={(expr) => onTarget({ ...target, expr })} />
      <TargetOptions target={target} onTarget={onTarget} />
    </li>
  );
}

/** Asked when Enter is pressed or the field is left, not at each letter. */
function Expression({
  target: { refId, expr },
  onExpr,
}: {
  readonly target: Target;
  readonly onExpr: (expr: string) => void;
}) {
  const { plan } = useDashboard();
  const [draft, setDraft] = useState<string | null>(null);
  const take = () => {
    if (draft !== null && draft !== expr) onExpr(draft);
    setDraft(null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: told of the editor inside being left
    <div className="flex" onBlur={take}>
      <QueryText
        label={`PromQL of query ${refId}`}
        text={draft ?? expr}
        templated
        onText={setDraft}
        onRun={take}
        window={() => ({ from: plan.window.fromMs / 1000, to: plan.window.toMs / 1000 })}
      />
    </div>
  );
}

function TargetOptions({ target, onTarget }: Pick<TargetFormProps, 'target' | 'onTarget'>) {
  const isAuto = target.legend === '__auto';
  return (
    <>
      <FieldPair>
        <TextField
          label="Legend"
          size="sm"
          mono
          placeholder="labels that differ"
          hint="{{label}}; empty: by itself"
          value={isAuto ? '' : target.legend}
          onChange={(event) => {
            const text = event.target.value;
            onTarget({ ...target, legend: text === '' ? '__auto' : text }, 'legend');
          }}
        />
        <TextField
          label="Least step"
          size="sm"
          mono
          placeholder="the panel's"
          value={target.minStep ?? ''}
          onChange={(event) => {
            const text = event.target.value;
            onTarget({ ...target, minStep: text.trim() === '' ? null : text }, 'least step');
          }}
        />
        <ChoiceField
          label="Asked for"
          value={target.mode}
          onValue={(mode) => onTarget({ ...target, mode })}
          options={[
            { value: 'range', label: 'The whole time' },
            { value: 'instant', label: 'Its end' },
            { value: 'both', label: 'Both' },
          ]}
        />
        <ChoiceField
          label="Form"
          value={target.format}
          onValue={(format) => onTarget({ ...target, format })}
          options={[
            { value: 'time_series', label: 'Time series' },
            { value: 'table', label: 'Table' },
            { value: 'heatmap', label: 'Buckets of a heat map' },
          ]}
        />
      </FieldPair>
      <Checkbox
        label="Exemplars: single requests with their traces"
        checked={target.exemplars}
        onCheckedChange={(exemplars) => onTarget({ ...target, exemplars })}
      />
    </>
  );
}
