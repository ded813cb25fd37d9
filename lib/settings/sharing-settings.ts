import { listOf, principal } from '../setting-kinds/setting-kinds';

export const sharingSettings = {
  senderArns: listOf(principal(), 'accounts, roles and users').optional().meta({
    absent: 'nobody',
    description: 'may send submissions, from other accounts too: see [deploy.md](deploy.md#senders-and-consumers)',
  }),
  consumerArns: listOf(principal(), 'accounts, roles and users').optional().meta({
    absent: 'nobody',
    description: 'may read the stream. Those of other accounts need `encryption` to be `customer-managed`',
  }),
};
