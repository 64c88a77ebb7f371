/** `/config`: every object of the mesh. */
import { ConfigListPage } from '@/components/config/list-page';

export default function ConfigPage() {
  return <ConfigListPage />;
}
