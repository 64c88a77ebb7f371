/** `/traces`: finds traces. */
import { SearchPage } from '@/components/traces/search-page';

export default function TracesPage() {
  return <SearchPage />;
}
