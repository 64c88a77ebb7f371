/** `/config/try`: what becomes of one request. */
import { TryPage } from '@/components/config/try/try-page';
import { WideDocument } from '@/components/shell/wide-document';

export default function ConfigTryPage() {
  return (
    <>
      <WideDocument />
      <TryPage />
    </>
  );
}
