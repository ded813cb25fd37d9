import { z } from 'zod';
import { EventId } from './event-fields';
import { promiseEventType } from './published-event-type';

const CommandLine = z.string().describe('The command line of the process that was started.');
const UserName = z.string().describe('The user that started the process.');
const User = z.strictObject({ name: UserName });

/** What consumers were promised of the start of a process. */
export const newProcess = promiseEventType({
  details: { cmdl: CommandLine, user: UserName },
  ocsf: {
    constants: {
      class_uid: 1007,
      class_name: 'Process Activity',
      category_uid: 1,
      category_name: 'System Activity',
      activity_id: 1,
      activity_name: 'Launch',
      type_uid: 100701,
      type_name: 'Process Activity: Launch',
    },
    attributes: {
      actor: z.strictObject({ user: User }),
      process: z.strictObject({
        uid: EventId.describe('The same as metadata.uid.'),
        cmd_line: CommandLine,
        user: User,
      }),
    },
    toDetails: ({ process }) => ({ cmdl: process.cmd_line, user: process.user.name }),
  },
});
