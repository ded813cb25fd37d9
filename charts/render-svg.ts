import { type EChartsOption, init } from 'echarts';
import { type Colour, ink, seriesColours } from './palette';

/** What a chart is called, and what it says, for people who do not see it. */
export interface ChartText {
  readonly title: string;
  readonly description: string;
}

/** In pixels, which readers may scale. */
export const WIDTH = 800;

/**
 * Draws a chart as an SVG image that stands alone: its text is text in whatever sans-serif there is, it has a ground of
 * its own, and dark colours where the reader's are. The same chart is the same text, byte for byte.
 *
 * @param heightPixels beside the width, which is the same for all
 */
export const renderSvg = (text: ChartText, option: EChartsOption, heightPixels: number): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: heightPixels });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: ink.ground.light,
      textStyle: { fontFamily: 'sans-serif' },
      ...option,
    });
    return makeAccessible(stripInteraction(chart.renderToSVGString({ useViewBox: true })), text);
  } finally {
    chart.dispose();
  }
};

/**
 * Leaves out what is for a page with scripts, which shows nothing here, and the numbers that the library gives to elements
 * by how many it has drawn before.
 */
const stripInteraction = (svg: string): string =>
  svg
    .replace(/<style ?><!\[CDATA\[.*?\]\]>\s*<\/style>\n?/s, '')
    .replaceAll(/ (?:class="zr\d+-cls-\d+"|ecmeta_\w+="[^"]*"|pointer-events="visible")/g, '')
    // All that is drawn is within the axes.
    .replaceAll(/<g clip-path="[^"]*">\n|<\/g>\n|<defs ?>.*<\/defs>\n/gs, '')
    .replaceAll(/<path [^>]*fill-opacity="0"[^>]*stroke-width="0"[^>]*><\/path>\n/g, '')
    // The area of a straight line.
    .replaceAll(' fill="#000"', ' fill="none"')
    .replaceAll(/<path (?![^>]*stroke=)[^>]*fill="none"[^>]*><\/path>\n/g, '');

const makeAccessible = (svg: string, { title, description }: ChartText): string =>
  svg.replace(
    />/,
    ` role="img" aria-labelledby="title description">\n<title id="title">${escapeText(title)}</title>\n<desc id="description">${escapeText(description)}</desc>\n<style>${darkStyle}</style>`,
  );

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Attributes give way to a style sheet. */
const darken = ({ light, dark }: Colour): string =>
  `[fill="${light}"]{fill:${dark}}[stroke="${light}"]{stroke:${dark}}`;

const darkStyle = `@media (prefers-color-scheme:dark){${[...Object.values(ink), ...seriesColours].map(darken).join('')}}`;
