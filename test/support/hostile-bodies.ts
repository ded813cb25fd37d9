import { LARGEST_BODY_BYTES } from '../../lambda/domain/intake/decode-body';
import { aSubmission } from './submissions';

/** What a sensor, or who pretends to be one, may send to make the function work or fail. */
export interface HostileBody {
  readonly name: string;
  readonly body: string;
  /** Whether it is a valid submission all the same. */
  readonly valid: boolean;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const { events: _, ...head } = aSubmission();
/** A submission's fields as JSON, without its events and the closing brace. */
const HEAD = JSON.stringify(head).slice(0, -1);
const TINY_EVENT = '{"cmdl":"","user":""}';

/**
 * Bodies that are made of as many repetitions as there is room for.
 *
 * @param size of each body, roughly, in bytes
 */
export const hostileBodies = (size = LARGEST_BODY_BYTES): readonly HostileBody[] => {
  /** As many of the parts as fit; each says how it goes on from a number. */
  const fill = (part: (index: number) => string, room: number, separator = ''): string => {
    const parts: string[] = [];
    for (let length = 0, index = 0; ; index++) {
      const next = part(index);
      length += Buffer.byteLength(next) + separator.length;
      if (length > room) return parts.join(separator);
      parts.push(next);
    }
  };
  const repeat = (text: string, room = size - 600): string => text.repeat(Math.floor(room / Buffer.byteLength(text)));
  const list = (part: (index: number) => string): string => fill(part, size - 600, ',');

  const withEvents = (events: string): string => `${HEAD},"events":{${events}}}`;
  const withProcesses = (processes: string): string => withEvents(`"new_process":[${processes}]`);
  const withConnection = (ip: string, port: string): string =>
    withEvents(`"network_connection":[{"source_ip":"${ip}","destination_ip":"10.0.0.1","destination_port":${port}}]`);
  const withField = (value: string): string => `${HEAD},"x":${value},"events":{}}`;
  const nested = (open: string, close: string): string => {
    const depth = Math.floor((size - 600) / (open.length + close.length));
    return `${open.repeat(depth)}1${close.repeat(depth)}`;
  };
  const room = size - 600;

  const valid: Readonly<Record<string, string>> = {
    'a field that nobody knows, of lists nested as deep as there is room': withField(nested('[', ']')),
    'a field that nobody knows, of objects nested as deep as there is room': withField(nested('{"events":', '}')),
    'a field that nobody knows, with a number of as many digits as there is room': withField(repeat('9')),
    'fields that nobody knows': `${HEAD},${list((index) => `"${index}":0`)},"events":{}}`,
    'fields that nobody knows, all called __proto__': `${HEAD},${list(() => '"__proto__":{}')},"events":{}}`,
    'fields of an event that nobody knows': withProcesses(`{${list((index) => `"${index}":0`)},"cmdl":"","user":""}`),
    'fields that are repeated': `${HEAD},${list(() => '"time_created":"2026-11-22T14:09:37"')},"events":{}}`,
    'fields of an event that are repeated': withProcesses(`{${list(() => '"cmdl":""')},"user":""}`),
    'tiny events': withProcesses(list(() => TINY_EVENT)),
    'tiny connections': withEvents(
      `"network_connection":[${list(() => '{"source_ip":"1.1.1.1","destination_ip":"1.1.1.1","destination_port":1}')}]`,
    ),
    'events with the longest user names': withProcesses(list(() => `{"cmdl":"","user":"${'x'.repeat(1_024)}"}`)),
    'events that are only just worth measuring': withProcesses(
      list(() => `{"cmdl":"${'x'.repeat(86_700)}","user":""}`),
    ),
    'a command line of control characters': withProcesses(`{"cmdl":"${repeat('\\u0001')}","user":""}`),
    'a command line of quotation marks': withProcesses(`{"cmdl":"${repeat('\\"')}","user":""}`),
    'a command line of backslashes': withProcesses(`{"cmdl":"${repeat('\\\\')}","user":""}`),
    'a command line of escaped letters': withProcesses(`{"cmdl":"${repeat('\\u0041')}","user":""}`),
    'a command line of escaped halves of surrogate pairs': withProcesses(`{"cmdl":"${repeat('\\ud800')}","user":""}`),
    'a command line that quotes submissions': withProcesses(`{"cmdl":"${repeat('{\\"events\\":{}},')}","user":""}`),
    'a command line outside ASCII': withProcesses(`{"cmdl":"${repeat('命')}","user":""}`),
    'users called events': withProcesses(list(() => '{"cmdl":"new_process","user":"events"}')),
    'keys that only look repeated': `${HEAD},"x":[${list(() => '{"events":1,"new_process":"events"}')}],"events":{}}`,
    'blanks before the brace': `${repeat(' \n')}${withEvents('')}`,
    'blanks between the tokens': `${HEAD}${repeat(' \t')},"events":{}}`,
  };

  const invalid: Readonly<Record<string, string>> = {
    nothing: '',
    blanks: repeat(' '),
    'lists that are opened and not closed': base64(repeat('[', (room * 3) / 4)),
    'objects that are opened and not closed': repeat('{"":'),
    'a list of events nested as deep as there is room': withProcesses(nested('[', ']')),
    'a port of as many digits as there is room': withConnection('10.0.0.1', repeat('9')),
    'a port that is beyond all numbers': withConnection('10.0.0.1', '1e999999'),
    'a port with as many decimal places as there is room': withConnection('10.0.0.1', `0.${repeat('3')}`),
    'an address of as many digits as there is room': withConnection(repeat('1'), '1'),
    'an address of as many numbers as there is room': withConnection(repeat('1.'), '1'),
    'an id as long as there is room': `${withEvents('').slice(0, -1)},"device_id":"${repeat('a')}"}`,
    'types that nobody knows': withEvents(list((index) => `"type_${index}":[]`)),
    'types that nobody knows, called like types': withEvents(
      list((index) => `"${index.toString(2).replaceAll('0', 'a').replaceAll('1', 'b')}":[]`),
    ),
    'a type with a name as long as there is room': withEvents(`"${repeat('a_')}a":[]`),
    'types called __proto__': withEvents(list(() => '"__proto__":[]')),
    'types called constructor': withEvents(list(() => '"constructor":[]')),
    'empty objects for events': withProcesses(list(() => '{}')),
    'numbers for events': withProcesses(list(() => '0')),
    'connections that are wrong in all': withEvents(
      `"network_connection":[${list(() => '{"source_ip":"x","destination_ip":"x","destination_port":-1}')}]`,
    ),
    'tiny events, the last one broken': withProcesses(`${list(() => TINY_EVENT)},{}`),
    'a time of as many digits as there is room': `{"time_created":"2026-11-22T14:09:37.${repeat('7')}",${HEAD.slice(1).replace('time_created', 'x')},"events":{}}`,
    'a long time, which tiny events repeat': `${HEAD.replace('082446', repeat('7', room * 0.4))},"events":{"new_process":[${fill(() => TINY_EVENT, room * 0.5, ',')}]}}`,
    'a long time with a zone, which tiny events repeat': `${HEAD.replace('082446', `${repeat('7', room * 0.4)}Z`)},"events":{"new_process":[${fill(() => TINY_EVENT, room * 0.5, ',')}]}}`,
    'a long user name among tiny events': withProcesses(
      `${fill(() => TINY_EVENT, room * 0.5, ',')},{"cmdl":"","user":"${repeat('x', room * 0.4)}"}`,
    ),
    'lists that are repeated': withEvents(list(() => '"new_process":[]')),
    'events that are repeated': `${HEAD},${list(() => '"events":{}')}}`,
    'events that are repeated at the end': `${HEAD},"events":{"new_process":[${list(() => TINY_EVENT)}]},"\\u0065vents":{}}`,
    'events that are repeated behind nesting': `${HEAD},"events":{},"x":${nested('[', ']')},"events":{}}`,
    'half surrogate pairs': withProcesses(`{"cmdl":"${'\ud800'.repeat(room / 3)}","user":""}`),
    'a string that does not end': withProcesses(`{"cmdl":"${repeat('x')}`),
    'base64 with another character at its end': `${repeat('AAAA')}!AAA`,
    'base64 with too much padding': `${repeat('AAAA')}====`,
    'base64 of what is not UTF-8': Buffer.alloc((room * 3) / 4, 0xff).toString('base64'),
    'base64 of base64': base64(base64(withEvents('')).repeat(size / 2_000)),
  };

  return [
    ...Object.entries(valid).map(([name, body]) => ({ name, body, valid: true })),
    ...Object.entries(invalid).map(([name, body]) => ({ name, body, valid: false })),
  ];
};
