/** One assistant; `?object=` and `?service=` say what it is opened on. */
import { notFound } from 'next/navigation';
import { AssistantPage } from '@/components/config/assistants/assistant-page';
import { assistantNamed } from '@/lib/config/assistants/about';

export default async function ConfigAssistantPage({ params }: { params: Promise<{ name: string }> }) {
  const about = assistantNamed((await params).name);
  if (about === null) notFound();
  return <AssistantPage about={about} />;
}
