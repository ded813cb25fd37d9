import TestSequencer from '@jest/test-sequencer';

/** Their tests wait for emulators, install packages, or synthesize; those of other rooms take milliseconds. */
const slowRooms = ['faults', 'integration', 'package', 'infra'];

/**
 * Brings the slow test files first, so that none of them is left to one processor alone at the end. Jest does so by what
 * it remembers, which is nothing on a machine that never ran the tests.
 */
export default class SlowRoomsFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const room = slowRooms.findIndex((name) => path.includes(`/test/${name}/`));
      return room === -1 ? slowRooms.length : room;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
