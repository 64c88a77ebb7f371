/** `/config/checks`: what each code means. The table is made on the server, since the checks are no load for a browser. */
import { ChecksPage } from '@/components/config/checks/checks-page';
import { allCodes } from '@/lib/config/codes';
import { liveCodes } from '@/lib/insight/live-checks/registry';

export default function ConfigChecksPage() {
  return <ChecksPage codes={[...allCodes(), ...liveCodes()]} />;
}
