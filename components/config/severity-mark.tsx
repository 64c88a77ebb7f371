/** How grave a finding is: an icon with its word. */
import { Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { TextProblem } from '@/lib/config/yaml/problem';

const MARKS = {
  error: { Icon: OctagonAlert, className: 'text-failing', word: 'Error' },
  warning: { Icon: TriangleAlert, className: 'text-degraded', word: 'Warning' },
  info: { Icon: Info, className: 'text-text-3', word: 'Hint' },
};

export function SeverityMark({ severity }: { severity: TextProblem['severity'] }) {
  const { Icon, className, word } = MARKS[severity];
  return <Icon role="img" aria-label={word} className={`mt-0.5 size-4 shrink-0 ${className}`} />;
}
