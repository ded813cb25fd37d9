import { z } from 'zod';
import { defineEventType } from './event-type';

/** The start of a process. */
export const newProcess = defineEventType({
  name: 'new_process',
  fields: z.object({ cmdl: z.string(), user: z.string() }),
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
    attributes: ({ cmdl, user }, eventId) => ({
      actor: { user: { name: user } },
      // A process must have a pid, uid or cpid. Sensors send none, but each event starts a process of its own.
      process: { uid: eventId, cmd_line: cmdl, user: { name: user } },
    }),
  },
  line: ({ cmdl, user }) => `${user}: ${cmdl}`,
});
