import { iamArn, uniqueId } from '../setting-kinds/setting-kinds';
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
  functionRoleArn: iamArn({
    of: 'a role',
    resource: 'role/[\\w+=,.@/-]{1,576}',
    example: 'arn:aws:iam::111122223333:role/mapping',
  })
    .optional()
    .meta({
      absent: 'a new role',
      description:
        'an existing role for the function, which is left as it is: see [deploy.md](deploy.md#a-role-of-ones-own). Together with `functionRoleId`',
    }),
  functionRoleId: uniqueId({ of: 'a role', prefix: 'AROA' })
    .optional()
    .meta({ absent: 'that of the new role', description: 'by which the function knows its own messages' }),
};
