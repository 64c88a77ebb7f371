/** `/config/effective`: what acts on a workload (`?workload=namespace/kind/name`) or a namespace (`?namespace=`). */
import { EffectivePage } from '@/components/config/effective/effective-page';

export default function ConfigEffectivePage() {
  return <EffectivePage />;
}
