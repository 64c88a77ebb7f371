/** `/config/injection`: which pods are in the mesh, and why. */
import { InjectionPage } from '@/components/config/injection/injection-page';

export default function ConfigInjectionPage() {
  return <InjectionPage />;
}
