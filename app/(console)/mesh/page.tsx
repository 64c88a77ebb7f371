/** `/mesh`: what the mesh is made of and how it does. */
import { MeshPage } from '@/components/mesh/mesh-page';

export default function MeshRoute() {
  return <MeshPage />;
}
