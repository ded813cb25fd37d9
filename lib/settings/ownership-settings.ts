import { iamArn } from '../setting-kinds/setting-kinds';
import { tags } from '../setting-kinds/tags';

export const ownershipSettings = {
  tags: tags()
    .optional()
    .meta({ absent: 'none', description: 'of everything that can have tags, such as whom it belongs to and who pays' }),
  permissionsBoundaryArn: iamArn({
    of: 'an IAM policy',
    resource: 'policy/[\\w+=,.@/-]{1,640}',
    example: 'arn:aws:iam::111122223333:policy/boundary',
  })
    .optional()
    .meta({
      absent: 'none',
      description: 'what the roles that are created may have at most, where an organization asks for it',
    }),
};
