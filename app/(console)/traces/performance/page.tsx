import { WideDocument } from '@/components/shell/wide-document';
import { PerformancePage } from '@/components/traces/service/performance-page';

export default function Page() {
  return (
    <>
      <WideDocument />
      <PerformancePage />
    </>
  );
}
