/** `/traces/dependencies`: who calls whom, by traces and by metrics. */

import { WideDocument } from '@/components/shell/wide-document';
import { DependenciesPage } from '@/components/traces/dependencies/dependencies-page';

export default function TraceDependenciesPage() {
  return (
    <>
      <WideDocument />
      <DependenciesPage />
    </>
  );
}
