/** Stands in the pages that say `wide` (`usePage`): the document folds the rail before anything is painted. On the server only. */
import { DocumentOnlyScript } from './document-only-script';

export function WideDocument() {
  return <DocumentOnlyScript text="document.documentElement.dataset.page='wide'" />;
}
