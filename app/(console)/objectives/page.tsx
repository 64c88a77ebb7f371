import { ObjectivesPage } from '@/components/objectives/objectives-page';

export default function Page() {
  return <ObjectivesPage />;
}
