/** `/mesh/check`: the check of the connection to each source. */
import { CheckPage } from '@/components/mesh/check-page';

export default function CheckRoute() {
  return <CheckPage />;
}
