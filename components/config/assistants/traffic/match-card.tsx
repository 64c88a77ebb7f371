'use client';
/** One alternative of a rule's conditions: path, method, headers, query. All of them must hold. */
import { FieldError, RemoveButton } from '@/components/config/assistants/form-parts';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { MatchState } from '@/lib/config/assistants/traffic/route-rule';
import { ConditionRows } from './condition-rows';

const PATHS: readonly { value: MatchState['path']['kind']; label: string }[] = [
  { value: 'any', label: 'any path' },
  { value: 'exact', label: 'path is' },
  { value: 'prefix', label: 'path begins with' },
  { value: 'regex', label: 'path is like' },
];
const ANY = 'ANY';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export interface MatchCardProps {
  /** "Condition 1 of rule 2", for the names of its fields. */
  name: string;
  match: MatchState;
  onMatch: (match: MatchState | null) => void;
  problemOf: (field: string) => string | undefined;
}

export function MatchCard({ name, match, onMatch, problemOf }: MatchCardProps) {
  const { path, method } = match;
  const methods = method === '' || METHODS.includes(method) ? METHODS : [...METHODS, method];
  const pathProblem = problemOf('path');
  return (
    <section aria-label={name} className="grid gap-1.5 rounded-control border border-line bg-canvas p-2">
      <div className="grid grid-cols-[116px_128px_minmax(0,1fr)_28px] items-center gap-1.5">
        <Select
          label={`Method, ${name}`}
          value={method === '' ? ANY : method}
          options={[
            { value: ANY, label: 'any method' },
            ...methods.map((value) => ({ value, label: value })),
          ]}
          onValueChange={(next) => onMatch({ ...match, method: next === ANY ? '' : next })}
        />
        <Select
          label={`How the path is compared, ${name}`}
          value={path.kind}
          options={PATHS}
          onValueChange={(kind) =>
            onMatch({ ...match, path: { kind, value: kind === 'any' ? '' : path.value || '/' } })
          }
        />
        {path.kind === 'any' ? (
          <span />
        ) : (
          <TextField
            label={`Path, ${name}`}
            labelHidden
            size="sm"
            mono
            value={path.value}
            aria-invalid={pathProblem !== undefined || undefined}
            onChange={(event) => onMatch({ ...match, path: { ...path, value: event.target.value } })}
          />
        )}
        <RemoveButton label={`Remove ${name}`} onClick={() => onMatch(null)} />
      </div>
      {pathProblem !== undefined && <FieldError>{pathProblem}</FieldError>}
      <ConditionRows
        what="Header"
        conditions={match.headers}
        onConditions={(headers) => onMatch({ ...match, headers })}
        problemOf={(index) => problemOf(`headers.${index}`)}
      />
      <ConditionRows
        what="Query parameter"
        conditions={match.query}
        onConditions={(query) => onMatch({ ...match, query })}
        problemOf={(index) => problemOf(`query.${index}`)}
      />
    </section>
  );
}
