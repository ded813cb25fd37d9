import { Command, Option } from '@commander-js/extra-typings';
import { expect, test } from '@jest/globals';
import { refuseTogether } from '../../bin/command-line/contradictions';
import { findMisplaced } from '../../bin/command-line/misplaced-arguments';

const aCommand = () => {
  const command = new Command('npm start --')
    .option('--fleet <devices>')
    .option('--no-fleet')
    .option('--sqs-port <port>')
    .option('--json')
    .addOption(new Option('--format <name>').choices(['nested', 'ocsf']))
    .allowExcessArguments()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .action(() => undefined);
  refuseTogether(command, ['fleet', 'no-fleet']);
  return command;
};

const environmentOf = (npmConfig: Readonly<Record<string, string>>, script = 'start') => ({
  npm_lifecycle_event: script,
  ...Object.fromEntries(Object.entries(npmConfig).map(([name, value]) => [`npm_config_${name}`, value])),
});

const misplaced = (args: readonly string[], environment: NodeJS.ProcessEnv) =>
  findMisplaced(aCommand().parse(args, { from: 'user' }), environment);

test.each([
  ['--no-fleet', [], { fleet: '' }, 'npm start -- --no-fleet'],
  ['--fleet=5', [], { fleet: '5' }, 'npm start -- --fleet 5'],
  ['--fleet 5', ['5'], { fleet: 'true' }, 'npm start -- --fleet 5'],
  ['--sqs-port=5000', [], { sqs_port: '5000' }, 'npm start -- --sqs-port 5000'],
  ['--json', [], { json: 'true' }, 'npm start -- --json'],
])('npm start %s is answered with what to write', (_line, args, npmConfig, instead) => {
  const sentence = misplaced(args, environmentOf(npmConfig));
  expect(sentence).toContain('npm kept --');
  expect(sentence?.endsWith(`such as: ${instead}`)).toBe(true);
});

test('npm start --format ocsf, of which npm leaves the value only, is recognised by it', () => {
  expect(misplaced(['ocsf'], environmentOf({}))).toBe(
    'There is no argument ocsf. Options stand after --, such as: npm start -- --format ocsf',
  );
});

test('an argument that nobody knows is refused, with npm or without', () => {
  expect(misplaced(['whatever'], {})).toMatch(/^There is no argument whatever\. .*npm start -- --help$/);
});

test.each([
  ['an option that stands where it belongs', ['--fleet', '5'], environmentOf({})],
  ['one that npm has by its configuration too', ['--json'], environmentOf({ json: 'true' })],
  ['the environment of another script', [], environmentOf({ json: 'true', fleet: '' }, 'test')],
  ['what npm was told not to do', [], environmentOf({ json: '' })],
])('%s is fine', (_name, args, environment) => {
  expect(misplaced(args, environment)).toBeUndefined();
});

test.each([[['--fleet', '5', '--no-fleet']], [['--no-fleet', '--fleet', '5']], [['--no-fleet', '--fleet=5']]])(
  '%j contradict each other',
  (args) => {
    expect(() => aCommand().parse(args, { from: 'user' })).toThrow('--fleet and --no-fleet contradict each other');
  },
);
