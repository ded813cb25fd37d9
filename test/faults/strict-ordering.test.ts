import { testFaults } from './fault-suite';

// Smaller than with PutRecords: each record is a call here, and the same faults a call are as many.
testFaults({ ordering: 'strict', fleet: 40 });
