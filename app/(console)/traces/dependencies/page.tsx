/** `/traces/dependencies`: who calls whom, by traces and by metrics. */
import { DependenciesPage } from '@/components/traces/dependencies/dependencies-page';

export default function TraceDependenciesPage() {
  return <DependenciesPage />;
}
