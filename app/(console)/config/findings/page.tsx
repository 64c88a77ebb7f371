/** `/config/findings`: everything that was found in the mesh. */
import { FindingsPage } from '@/components/config/findings/findings-page';

export default function ConfigFindingsPage() {
  return <FindingsPage />;
}
