/** The sign of a verdict: icon, colour and word. */
import { CircleCheck, CircleHelp, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import { classNames } from '@/components/ui/class-names';
import type { Verdict } from '@/lib/config/simulation/contract';

const SIGNS: Readonly<Record<Verdict['tone'], { Icon: LucideIcon; className: string; word: string }>> = {
  good: { Icon: CircleCheck, className: 'text-healthy', word: 'Works' },
  caution: { Icon: TriangleAlert, className: 'text-degraded', word: 'Works, with a caution' },
  bad: { Icon: OctagonAlert, className: 'text-failing', word: 'Fails' },
  quiet: { Icon: CircleHelp, className: 'text-text-3', word: 'Not known' },
};

export function VerdictMark({ tone, className }: { tone: Verdict['tone']; className?: string }) {
  const { Icon, className: color, word } = SIGNS[tone];
  return <Icon role="img" aria-label={word} className={classNames(color, className)} />;
}
