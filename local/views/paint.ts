import { styleText } from 'node:util';

/** What a text is, which its colour tells: `waiting` is for what is not done yet, or waits for a person. */
export type Tone = 'label' | 'figure' | 'well' | 'waiting' | 'wrong';

export type Paint = (tone: Tone, text: string) => string;

const styles: Readonly<Record<Tone, Parameters<typeof styleText>[0]>> = {
  label: 'dim',
  figure: 'bold',
  well: ['bold', 'green'],
  waiting: ['bold', 'yellow'],
  wrong: ['bold', 'red'],
};

/** Plain text where the output is no terminal, or the environment asks for no colour: https://no-color.org */
export const paintFor =
  (output: NodeJS.WritableStream): Paint =>
  (tone, text) =>
    styleText(styles[tone], text, { stream: output });
