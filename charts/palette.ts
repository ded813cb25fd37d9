/** A colour on a light ground and what takes its place on a dark one. */
export interface Colour {
  readonly light: string;
  readonly dark: string;
}

/** Ground, text and lines. */
export const ink = {
  ground: { light: '#fcfcfb', dark: '#1a1a19' },
  text: { light: '#0b0b0b', dark: '#f5f5f4' },
  quiet: { light: '#52514e', dark: '#c3c2b7' },
  grid: { light: '#e1e0d9', dark: '#3a3a37' },
} as const satisfies Readonly<Record<string, Colour>>;

/** By series, in this order, so that neighbours can be told apart by people who see few colours too. */
export const seriesColours = [
  { light: '#2a78d6', dark: '#3987e5' },
  { light: '#1baf7a', dark: '#199e70' },
  { light: '#eda100', dark: '#c98500' },
  { light: '#4a3aa7', dark: '#9085e9' },
  { light: '#e34948', dark: '#e66767' },
  { light: '#008300', dark: '#0ca30c' },
  { light: '#e87ba4', dark: '#d55181' },
  { light: '#eb6834', dark: '#d95926' },
] as const satisfies readonly Colour[];

/** @param index from 0; a chart has no more series than there are colours */
export const seriesColour = (index: number): string => (seriesColours[index] ?? ink.quiet).light;
