/** `/explore`: asks Prometheus anything. */
import { ExplorePage } from '@/components/explore/explore-page';

export default function ExploreRoute() {
  return <ExplorePage />;
}
