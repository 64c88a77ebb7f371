/** The page's two columns, the same with the skeleton as with the answer, so that nothing moves when it comes. */
import type { ReactNode } from 'react';

export const COLUMNS =
  'grid grid-cols-[minmax(0,1fr)_380px] items-start gap-3 max-[1400px]:grid-cols-[minmax(0,1fr)_320px] max-xl:grid-cols-[minmax(0,1fr)]';
export const SIDE = 'grid min-w-0 gap-3 max-xl:grid-cols-2 max-xl:items-start max-md:grid-cols-1';

/** Cards that do not depend on traffic, by the column that they stand in. */
export interface OtherCards {
  wide: ReactNode;
  narrow: ReactNode;
}
