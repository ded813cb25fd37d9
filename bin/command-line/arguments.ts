import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** What the arguments of commands can be; each refuses anything else in a sentence. */

export const wholeNumber =
  (minimum: number, maximum: number) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= minimum && number <= maximum) return number;
    throw new InvalidArgumentError(`Give a whole number from ${minimum} to ${maximum}.`);
  };

/** @param unit such as `seconds` */
export const numberOf =
  (unit: string, minimum: number, maximum: number) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d*\.?\d+$/.test(value) && number >= minimum && number <= maximum) return number;
    throw new InvalidArgumentError(`Give a number of ${unit} from ${minimum} to ${maximum}.`);
  };

/** Of an emulated AWS that is deployed to, where AWS_ENDPOINT_URL is not set. */
export const emulatorPort = () =>
  new Option('--port <port>', 'port of the emulator').argParser(wholeNumber(1, 65_535)).default(4566);
