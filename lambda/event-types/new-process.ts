import * as z from 'zod/mini';
import { eventId } from './event-template';
import { defineEventType } from './event-type';

/**
 * The longest name that Active Directory has room for, in characters: `rangeUpper` of userPrincipalName, [MS-ADA3]
 * section 2.349.
 * https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-ada3/1f730d08-4f9a-44fc-b638-a5d4a7f19bc3
 */
const LONGEST_USER_NAME = 1_024;

/** The start of a process. */
export const newProcess = defineEventType({
  name: 'new_process',
  fields: z.object({
    /** As long as a record of the stream has room for: Linux allows command lines of 2 MiB, more than a message holds. */
    cmdl: z.string(),
    user: z.string().check(z.maxLength(LONGEST_USER_NAME)),
  }),
  example: { cmdl: 'whoami', user: 'john' },
  metric: { name: 'NewProcessEvents', label: 'New process' },
  ocsf: {
    // https://schema.ocsf.io/1.8.0/classes/process_activity
    ofClass: {
      class_uid: 1007,
      class_name: 'Process Activity',
      category_uid: 1,
      category_name: 'System Activity',
      activity_id: 1,
      activity_name: 'Launch',
    },
    attributes: (field) => ({
      actor: { user: { name: field('user') } },
      // A process must have a pid, uid or cpid. Sensors send none, but each event starts a process of its own.
      process: { uid: eventId, cmd_line: field('cmdl'), user: { name: field('user') } },
    }),
  },
  line: ({ cmdl, user }) => `${user}: ${cmdl}`,
});
