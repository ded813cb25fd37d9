import type { RunStatus } from '../run/run-status';
import { clock, formatRate, formatWhole } from './numbers';
import type { Paint, Tone } from './paint';
import { cut } from './text-width';

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly tone: Tone;
}

interface FigureGroup {
  readonly label: string;
  readonly figures: readonly Figure[];
}

const LABEL_WIDTH = 13;
const GAP = '   ';
/** In narrower terminals labels would take lines that figures need. */
const COLUMNS_WITH_LABELS = 64;

/** All figures of a run, whatever the terminal's size: in nine lines at most from 40 columns on. */
export const renderFigures = (status: RunStatus, columns: number, paint: Paint): readonly string[] => {
  const groups = groupsOf(status);
  const running: FigureGroup = {
    label: 'running',
    figures: [{ name: 'elapsed, Ctrl-C ends it', value: clock(status.elapsedSeconds), tone: 'figure' }],
  };
  return columns >= COLUMNS_WITH_LABELS
    ? [running, ...groups].flatMap((group) => renderLabelled(group, columns, paint))
    : [
        ...renderInRow(running.figures, columns, paint),
        ...renderPairs(
          groups.flatMap(({ figures }) => figures),
          columns,
          paint,
        ),
      ];
};

const groupsOf = ({ queues, latency, ...status }: RunStatus): readonly FigureGroup[] => [
  {
    label: 'rate',
    figures: [
      { name: 'submissions/s', value: formatRate(status.submissionsPerSecond), tone: 'figure' },
      { name: 'events/s', value: formatRate(status.eventsPerSecond), tone: 'figure' },
    ],
  },
  {
    label: 'latency',
    figures: [milliseconds('p50', latency?.p50), milliseconds('p99', latency?.p99)],
  },
  {
    label: 'submissions',
    figures: [
      count('received', status.received),
      count('published', status.published, 'well'),
      count('rejected', status.rejected, 'waiting'),
      count('failed', status.failed, 'waiting'),
    ],
  },
  {
    label: 'stream',
    figures: [
      count('events', status.events, 'well'),
      count('retried', status.retried, 'waiting'),
      ...(status.foreign > 0 ? [count('foreign', status.foreign, 'wrong')] : []),
    ],
  },
  {
    label: 'queues',
    figures: [
      count('waiting', queues.submissions.waiting, 'waiting'),
      count('in flight', queues.submissions.inFlight, 'waiting'),
      count('diagnostic', queues.diagnostic.waiting, 'waiting'),
      count('dead-letter', queues.deadLetter.waiting, 'wrong'),
    ],
  },
];

/** @param tone where there is something to count */
const count = (name: string, number: number, tone: Tone = 'figure'): Figure => ({
  name,
  value: formatWhole(number),
  tone: number > 0 ? tone : 'figure',
});

const milliseconds = (name: string, number: number | undefined): Figure => ({
  name,
  value: number === undefined ? '-' : `${formatWhole(number)} ms`,
  tone: 'figure',
});

/** As many figures in a line as have room there, each whole. */
const renderLabelled = ({ label, figures }: FigureGroup, columns: number, paint: Paint): readonly string[] =>
  renderInRow(figures, columns - LABEL_WIDTH, paint).map(
    (line, index) => paint('label', (index === 0 ? label : '').padEnd(LABEL_WIDTH)) + line,
  );

const renderInRow = (figures: readonly Figure[], columns: number, paint: Paint): readonly string[] => {
  const lines: { width: number; text: string }[] = [];
  for (const { name, value, tone } of figures) {
    const width = value.length + 1 + name.length;
    const text = `${paint(tone, value)} ${name}`;
    const line = lines.at(-1);
    if (line && line.width + GAP.length + width <= columns) {
      line.width += GAP.length + width;
      line.text += GAP + text;
    } else {
      lines.push({ width, text });
    }
  }
  return lines.map(({ text }) => text);
};

/** Two figures in a line, one below the other. */
const renderPairs = (figures: readonly Figure[], columns: number, paint: Paint): readonly string[] => {
  const width = Math.floor((columns - GAP.length) / 2);
  const cells = figures.map(({ name, value, tone }) => {
    const shownName = cut(name, Math.max(1, width - value.length - 1));
    return shownName.padEnd(width - value.length) + paint(tone, value);
  });
  return cells.flatMap((cell, index) =>
    index % 2 === 0 ? [[cell, ...cells.slice(index + 1, index + 2)].join(GAP)] : [],
  );
};
