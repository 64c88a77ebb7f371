/** `/config/assistants`: forms that write configuration. */
import { AssistantListPage } from '@/components/config/assistants/assistant-list-page';

export default function AssistantsPage() {
  return <AssistantListPage />;
}
