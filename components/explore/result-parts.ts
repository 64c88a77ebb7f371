/** The views of an answer, loaded together when the page has one. */
export { ChartView } from './chart-view';
export { RawView } from './raw-view';
export { TableView } from './table-view';
export { WhyEmptyNote } from './why-empty-note';
