/** The lines behind a chart, at the ticks of its value axis. */
import { type Plot, plotY } from './plot';

const none = () => [];

/**
 * Where the lines of Recharts' grid stand. Left to find them itself it measures labels, also of the upright lines that
 * are not drawn and before it knows the axes: one layout of the page for each, seventy for a first chart.
 */
export function gridLines(plot: Plot) {
  return {
    vertical: false,
    verticalCoordinatesGenerator: none,
    horizontalCoordinatesGenerator: none,
    // An axis of nothing yet has ticks, and no places for them.
    horizontalPoints: plot.axis.ticks
      .map((value) => plotY(plot, value) ?? Number.NaN)
      .filter((place) => Number.isFinite(place)),
  };
}
