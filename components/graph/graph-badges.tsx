/** Beside the page's title: how many nodes are not well. */
import { OctagonAlert, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { PageBadges } from '@/components/shell/page';
import { Pill } from '@/components/ui/pill';
import type { GraphAnswer } from '@/lib/graph/contract';

export const GraphBadges = memo(function GraphBadges({ answer }: { readonly answer: GraphAnswer }) {
  const count = (kind: string) => answer.nodes.filter((node) => node.health.kind === kind).length;
  const failing = count('failing');
  const degraded = count('degraded');
  return (
    <PageBadges>
      {failing > 0 && (
        <Pill tone="failing">
          <OctagonAlert aria-hidden="true" />
          {failing} failing
        </Pill>
      )}
      {degraded > 0 && (
        <Pill tone="degraded">
          <TriangleAlert aria-hidden="true" />
          {degraded} degraded
        </Pill>
      )}
    </PageBadges>
  );
});
