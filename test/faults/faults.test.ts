import { testFaults } from './fault-suite';

testFaults({ ordering: 'acknowledged', fleet: 120 });
