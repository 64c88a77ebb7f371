/** `/config/checks`: what each code means. The table is made on the server, since the checks are no load for a browser. */
import { ChecksPage } from '@/components/config/checks/checks-page';
import { allCodes } from '@/lib/config/codes';

export default function ConfigChecksPage() {
  return <ChecksPage codes={allCodes()} />;
}
