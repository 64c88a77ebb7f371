import { PerformancePage } from '@/components/traces/service/performance-page';

export default function Page() {
  return <PerformancePage />;
}
