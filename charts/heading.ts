import type { EChartsOption } from 'echarts';
import { ink } from './palette';
import { WIDTH } from './render-svg';

const MARGIN = 16;
const LEGEND_TOP = 42;
const LEGEND_ROW = 24;

/** Below the title, above what is drawn. */
export const heading = (title: string): Pick<EChartsOption, 'title' | 'legend'> => ({
  title: { text: title, left: MARGIN, top: 12, textStyle: { color: ink.text.light, fontSize: 16, fontWeight: 'bold' } },
  legend: {
    left: MARGIN,
    top: LEGEND_TOP,
    width: WIDTH - 2 * MARGIN,
    textStyle: { color: ink.text.light, fontSize: 13 },
    itemGap: 18,
  },
});

/** Of a letter, and of what else a name of the legend takes: as much as in a wide font. */
const LETTER_WIDTH = 8;
const ITEM_WIDTH = 53;

/**
 * @param names of the legend, which begins another row where they do not fit
 * @returns pixels that title and legend take
 */
export const headingHeight = (names: readonly string[]): number => {
  const width = names.reduce((sum, name) => sum + ITEM_WIDTH + LETTER_WIDTH * name.length, 0);
  return LEGEND_TOP + LEGEND_ROW * Math.ceil(width / (WIDTH - 2 * MARGIN)) + 18;
};
