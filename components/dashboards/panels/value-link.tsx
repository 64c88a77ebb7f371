/** A link of a value as it is written: to another page or away. */
import type { ReactNode } from 'react';
import type { ShownLink } from './data-link';

export interface ValueLinkProps {
  readonly link: ShownLink;
  readonly className?: string;
  readonly children?: ReactNode;
}

export function ValueLink({ link: { href, title, newTab }, className = 'link', children }: ValueLinkProps) {
  return (
    <a
      href={href}
      target={newTab ? '_blank' : '_self'}
      rel="noreferrer noopener"
      title={title}
      aria-label={children === undefined ? title : undefined}
      className={className}
    >
      {children}
    </a>
  );
}
