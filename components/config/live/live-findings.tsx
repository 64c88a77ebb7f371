'use client';
/** Findings from today's traffic: of one object, or of all with their objects. */
import { useQuery } from '@tanstack/react-query';
import { CodeLink } from '@/components/config/code-link';
import { ObjectLink } from '@/components/config/object-link';
import { SeverityMark } from '@/components/config/severity-mark';
import { useScope } from '@/components/shell/scope';
import { Tag } from '@/components/ui/pill';
import { objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { liveFindingsQuery } from './query';

export interface LiveFindingsProps {
  /** Null = of every object, and of the mesh as a whole. */
  id: ObjectId | null;
  onLine?: (line: number) => void;
}

/** Nothing at all while there is nothing to say: traffic that cannot be read is told of elsewhere. */
export function LiveFindings({ id, onLine }: LiveFindingsProps) {
  const { window } = useScope();
  const { data } = useQuery(liveFindingsQuery(window));
  const own = data?.findings.filter(
    (finding) => id === null || (finding.id !== null && objectKey(finding.id) === objectKey(id)),
  );
  if (data === undefined || own === undefined || own.length === 0) return null;
  const minutes = Math.max(1, Math.round((data.window.toSeconds - data.window.fromSeconds) / 60));
  return (
    <section aria-label="From today's traffic">
      <h2 className="border-line border-b bg-canvas px-4 py-2 font-semibold text-sm">
        From today's traffic <span className="font-normal text-text-3">(the stored text, {minutes} min)</span>
      </h2>
      <ul className="grid">
        {own.map(({ code, message, severity, line, suppressed, id: object }) => (
          <li
            key={`${code}:${message}`}
            className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 border-line border-b px-4 py-2.5 text-sm"
          >
            <SeverityMark severity={severity} />
            <div className="grid min-w-0 justify-items-start gap-1">
              <p className={`text-pretty ${suppressed === null ? '' : 'text-text-3'}`}>{message}</p>
              <span className="flex min-w-0 max-w-full flex-wrap items-center gap-2">
                {id === null && object !== null && <ObjectLink id={object} line={line} />}
                {id !== null && line !== null && onLine !== undefined && (
                  <button
                    type="button"
                    onClick={() => onLine(line)}
                    className="link min-h-6 rounded-tag text-xs"
                  >
                    Line {line}
                  </button>
                )}
                {suppressed !== null && <Tag title={`Does not count: ${suppressed}`}>suppressed</Tag>}
                <CodeLink code={code} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
