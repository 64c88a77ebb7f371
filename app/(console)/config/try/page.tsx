/** `/config/try`: what becomes of one request. */
import { TryPage } from '@/components/config/try/try-page';

export default function ConfigTryPage() {
  return <TryPage />;
}
