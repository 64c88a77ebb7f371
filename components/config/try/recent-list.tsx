'use client';
/** Under the form: what was asked before, with the answer in a line. Each fills the form again. */
import { useState } from 'react';
import { ageText } from '@/components/shell/time-text';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Tag } from '@/components/ui/pill';
import { isSameRequest, type RecentRequest, requestKey } from './recent-requests';
import { callerOf, type RequestForm } from './request-form-state';
import type { RecentRequests } from './use-recent-requests';
import { VerdictMark } from './verdict-mark';

const AT_ONCE = 4;

export interface RecentListProps {
  recent: RecentRequests;
  /** What the form holds now. */
  form: RequestForm;
  isUnsaved: boolean;
  onChoose: (request: RecentRequest) => void;
}

export function RecentList({ recent, form, isUnsaved, onChoose }: RecentListProps) {
  const [all, setAll] = useState(false);
  const { requests } = recent;
  if (requests.length === 0) return null;
  const shown = all ? requests : requests.slice(0, AT_ONCE);
  return (
    <section
      aria-label="Recent requests"
      className="grid max-h-[45%] shrink-0 grid-rows-[auto_minmax(0,1fr)] border-line border-t"
    >
      <header className="flex h-10 items-center gap-2 pr-2 pl-4">
        <h2 className="font-semibold text-sm">Recent requests</h2>
        <span className="ml-auto flex gap-1">
          {all && (
            <Button variant="quiet" onClick={recent.forget}>
              Forget them
            </Button>
          )}
          {requests.length > AT_ONCE && (
            <Button variant="quiet" onClick={() => setAll(!all)}>
              {all ? 'Fewer' : `All ${requests.length}`}
            </Button>
          )}
        </span>
      </header>
      <ul className="min-h-0 overflow-y-auto">
        {shown.map((request) => (
          <Row
            key={requestKey(request)}
            request={request}
            isCurrent={isSameRequest(request, { form, isUnsaved })}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  request: RecentRequest;
  isCurrent: boolean;
  onChoose: (request: RecentRequest) => void;
}

function Row({ request, isCurrent, onChoose }: RowProps) {
  const { form, tone, sentence, isUnsaved, askedAtMs } = request;
  const headers = form.headers.map(({ name, value }) => `${name}: ${value}`).join(', ');
  return (
    <li>
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onChoose(request)}
        className={classNames(
          'grid w-full grid-cols-[16px_minmax(0,1fr)] gap-x-2 border-l-3 py-1.5 pr-4 pl-3 text-left text-xs -outline-offset-2',
          isCurrent ? 'border-accent bg-accent-faint' : 'border-transparent hover:bg-raised',
        )}
      >
        <VerdictMark tone={tone} className="mt-0.5 size-3.5" />
        <span className="grid min-w-0 gap-0.5">
          <span className="flex min-w-0 items-baseline gap-2">
            <span className="min-w-0 truncate font-mono">
              <span className="font-medium">{requestWords(form)}</span>
              {headers !== '' && <span className="text-text-3"> {headers}</span>}
            </span>
            {isUnsaved && <Tag>unsaved</Tag>}
            <span className="ml-auto shrink-0 text-text-3">
              {isCurrent ? 'now' : `${ageText(Date.now() - askedAtMs)} ago`}
            </span>
          </span>
          <span className="truncate text-text-2" title={`${callerName(form)} to ${form.host}: ${sentence}`}>
            {callerName(form)} to {form.host}: {sentence}
          </span>
        </span>
      </button>
    </li>
  );
}

/** Connections have neither method nor path. */
function requestWords({ method, path, protocol }: RequestForm): string {
  return protocol === 'tcp' || protocol === 'tls' ? protocol.toUpperCase() : `${method} ${path}`;
}

function callerName({ from }: RequestForm): string {
  const caller = callerOf(from);
  return caller === null || caller.kind === 'outside' ? 'Outside' : caller.name;
}
