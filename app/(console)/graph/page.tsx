/** `/graph`: who calls whom, how much and how well. */
import { GraphPage } from '@/components/graph/graph-page';

export default function Graph() {
  return <GraphPage />;
}
