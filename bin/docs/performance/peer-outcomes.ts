import type { Figure, MeasureReport } from '../../../bench/report/report';

/** What a function did while a tenth of the records failed. */
export interface PeerOutcome {
  readonly name: string;
  /** Such as `lost`. */
  readonly what: string;
  readonly figure: Figure;
}

/** Of the measure `peers`. */
export const peerOutcomes = ({ figures }: MeasureReport): readonly PeerOutcome[] =>
  figures.flatMap((figure) => {
    const [, name, what] = /^10 % of records fail, (.*): ([^:]*)$/.exec(figure.case) ?? [];
    return name === undefined || what === undefined ? [] : [{ name, what, figure }];
  });

/** The functions of which none of it came. */
export const functionsWithout = (measure: MeasureReport, unwanted: readonly string[]): readonly string[] => {
  const outcomes = peerOutcomes(measure);
  const guilty = outcomes.filter(({ what, figure }) => unwanted.includes(what) && figure.value.median > 0);
  return [...new Set(outcomes.map(({ name }) => name))].filter((name) => !guilty.some((one) => one.name === name));
};
