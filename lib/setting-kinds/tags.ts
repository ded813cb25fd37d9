import { z } from 'zod';

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const MOST_TAGS = 50;
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+@-]+$/u;

const wellFormed = (text: string, longest: number): boolean =>
  text.length <= longest && characters.test(text) && !/^aws:/i.test(text);

/**
 * Tags as all services take them: a value is not empty, since the parameter store refuses that, and no two keys differ
 * in their letter case only, since IAM takes them for one:
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Tag.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html. The command line writes them as `team=edr,stage=prod`.
 */
export const tags = () =>
  z
    .record(z.string(), z.string({ error: 'must be text' }), {
      error: 'must map keys of tags to values, such as {"team": "edr"}, or team=edr on the command line',
    })
    .refine((all) => Object.keys(all).length <= MOST_TAGS, { error: `must have at most ${MOST_TAGS} tags` })
    .refine((all) => new Set(Object.keys(all).map((key) => key.toLowerCase())).size === Object.keys(all).length, {
      error: 'must not have keys that differ in letter case only: IAM takes them for one',
    })
    .refine((all) => Object.entries(all).every(([key, value]) => wellFormed(key, 128) && wellFormed(value, 256)), {
      error:
        'must have keys of 1 to 128 characters and values of 1 to 256: letters, digits, spaces and _ . : / = + @ -, neither of them beginning with aws:',
    })
    .readonly()
    .meta({ range: `up to ${MOST_TAGS} tags, keys and values` });
