/** What a text would change in other objects: findings that appear, and findings that go. */
import { CircleCheck } from 'lucide-react';
import { Tag } from '@/components/ui/pill';
import type { ElsewhereAnswer } from '@/lib/config/contract';
import { objectKey } from '@/lib/config/identity';
import { CodeLink } from './code-link';
import { ObjectLink } from './object-link';
import { SeverityMark } from './severity-mark';

export function ElsewhereList({ elsewhere }: { elsewhere: readonly ElsewhereAnswer[] }) {
  return (
    <ul className="grid">
      {elsewhere.map((finding) => (
        <li
          key={`${finding.change}:${objectKey(finding.id)}:${finding.code}:${finding.message}`}
          className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 border-line border-b px-4 py-2.5 text-sm last:border-b-0"
        >
          {finding.change === 'gone' ? (
            <CircleCheck role="img" aria-label="Mended" className="mt-0.5 size-4 text-healthy" />
          ) : (
            <SeverityMark severity={finding.severity} />
          )}
          <div className="grid min-w-0 justify-items-start gap-1">
            <p className={`text-pretty ${finding.change === 'gone' ? 'text-text-3 line-through' : ''}`}>
              {finding.message}
            </p>
            <span className="flex min-w-0 max-w-full flex-wrap items-center gap-2">
              <ObjectLink id={finding.id} />
              <Tag>{finding.change === 'gone' ? 'goes' : 'new'}</Tag>
              {finding.suppressed !== null && (
                <Tag title={`Does not count: ${finding.suppressed}`}>suppressed</Tag>
              )}
              <CodeLink code={finding.code} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
