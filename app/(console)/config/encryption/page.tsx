/** `/config/encryption`: who reaches whom encrypted. */
import { EncryptionPage } from '@/components/config/encryption/encryption-page';

export default function ConfigEncryptionPage() {
  return <EncryptionPage />;
}
