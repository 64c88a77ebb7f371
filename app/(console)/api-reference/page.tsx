/** `/api-reference`: the HTTP API, to read. */
import { ApiReferencePage } from '@/components/api-reference/api-reference-page';

export default function ApiReference() {
  return <ApiReferencePage />;
}
