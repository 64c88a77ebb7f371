/** `/config/changes`: texts that are not saved yet, saved together as one change set. */
import { ChangesPage } from '@/components/config/changes/changes-page';

export default function Page() {
  return <ChangesPage />;
}
