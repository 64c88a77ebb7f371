/** Markdown as elements of the page: no HTML of the text, no images, links only to where they may lead. */
import ReactMarkdown from 'react-markdown';
import { safeHref } from './safe-href';

export interface MarkdownProps {
  readonly text: string;
}

export function Markdown({ text }: MarkdownProps) {
  return (
    <div className="grid gap-2 text-text-2 [&_code]:font-mono [&_code]:text-xs [&_h1]:font-semibold [&_h1]:text-lg [&_h1]:text-text [&_h2]:font-semibold [&_h2]:text-base [&_h2]:text-text [&_h3]:font-semibold [&_h3]:text-text [&_ol]:list-decimal [&_ol]:pl-5 [&_pre]:overflow-auto [&_pre]:rounded-control [&_pre]:bg-raised [&_pre]:p-2 [&_strong]:text-text [&_ul]:list-disc [&_ul]:pl-5">
      <ReactMarkdown
        skipHtml
        disallowedElements={['img']}
        urlTransform={(url) => safeHref(url) ?? ''}
        components={{
          a: ({ href, children }) =>
            href === undefined || href === '' ? (
              <span>{children}</span>
            ) : (
              <a
                href={href}
                rel="noreferrer noopener"
                target={href.startsWith('http') ? '_blank' : '_self'}
                className="link"
              >
                {children}
              </a>
            ),
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
