/** `/traces/compare`: two traces, one against the group of its like, or two sets. */

import { WideDocument } from '@/components/shell/wide-document';
import { ComparePage } from '@/components/traces/compare/compare-page';

export default function CompareTracesPage() {
  return (
    <>
      <WideDocument />
      <ComparePage />
    </>
  );
}
